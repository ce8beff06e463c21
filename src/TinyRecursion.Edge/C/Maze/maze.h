/* What stands on a square. */
enum maze_square { MAZE_WALL, MAZE_FREE, MAZE_START, MAZE_GOAL };

enum maze_status {
    MAZE_OPEN,     /* the rule has not found the answer yet */
    MAZE_SOLVED,   /* the marks are a shortest way */
    MAZE_NO_PATH,   /* there is no path, and none is marked */
    MAZE_STILL,    /* the state stands still, and the marks are no shortest way */
    MAZE_TOO_LARGE /* the maze has more than MAZE_CELLS squares */
};

/* Takes a maze, row by row, with one start and one goal, and sets the state to zeros. It is the program's only one. */
enum maze_status maze_begin(const uint8_t *squares, uint16_t rows, uint16_t columns);

/* Takes one step and checks the marks that are read out after it. To be called while the maze is open. */
enum maze_status maze_step(void);

/* Steps until the maze is no longer open, at most so many times; counts the steps. */
enum maze_status maze_solve(uint32_t most_steps, uint32_t *steps);

/* The steps after which 'trm solve maze' gives up. */
uint32_t maze_default_steps(void);

/* For each square whether it is marked as part of the way. */
const uint8_t *maze_marks(void);

/* Takes so many steps, whether they solve the maze or not, and gives the digest of the states after each. */
uint64_t maze_digest(uint32_t steps);
