#define SUDOKU_BOARD 81 /* places of a board, row by row */

enum sudoku_status {
    SUDOKU_OPEN,     /* the rule has not found the answer yet */
    SUDOKU_SOLVED,   /* the answer is a solution */
    SUDOKU_REFUTED,  /* singles contradict each other: there is no solution */
    SUDOKU_TOO_LARGE /* singles leave more than SUDOKU_CELLS candidates open */
};

/* Takes the clues, 0 for empty, propagates singles and sets the state to zeros. The board is the program's only one. */
enum sudoku_status sudoku_begin(const uint8_t clues[SUDOKU_BOARD]);

/* Takes one step and checks the board that is read out after it. To be called while the board is open. */
enum sudoku_status sudoku_step(void);

/* Steps until the board is solved, at most so many; counts them. */
enum sudoku_status sudoku_solve(uint32_t most_steps, uint32_t *steps);

/* The board read out last, 0 where nothing was. */
const uint8_t *sudoku_answer(void);

/* The candidates that singles left open. */
uint32_t sudoku_candidates(void);

/* Takes so many steps, whether they solve the board or not, and gives the digest of the states after each. */
uint64_t sudoku_digest(uint32_t steps);
