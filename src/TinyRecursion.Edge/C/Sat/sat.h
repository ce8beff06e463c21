#define SAT_VARIABLES (SAT_CELLS / 2)          /* most variables; a cell is a variable or its negation */
#define SAT_CLAUSES SAT_BY_CLAUSE_GROUPS       /* most clauses */
#define SAT_LITERALS SAT_BY_CLAUSE_MEMBERS     /* most literals of all clauses together */
#define SAT_SEED 1                             /* the seed of the suggestion that digests are taken with */

enum sat_status {
    SAT_OPEN,               /* the rule has not found an answer yet */
    SAT_SATISFIED,          /* the answer makes a literal of every clause true */
    SAT_TOO_MANY_VARIABLES, /* there is memory for SAT_VARIABLES */
    SAT_TOO_MANY_CLAUSES,   /* there is memory for SAT_CLAUSES */
    SAT_TOO_MANY_LITERALS   /* there is memory for SAT_LITERALS; one that a clause repeats counts once */
};

/*
 * Takes a formula: its clauses one after the other, each as signed variables from 1 and a 0 at its end. It is the program's only one.
 * To be followed by sat_start.
 */
enum sat_status sat_begin(uint16_t its_variables, const int16_t *clauses, uint16_t clause_count);

/*
 * Begins one of the starts of a seed, numbered from 0: draws an assignment that the rule hears as a suggestion, and a state. Starts
 * differ in what they find, so that many are worth their steps.
 */
void sat_start(uint64_t seed, uint32_t number);

/* Takes one step and checks the assignment that is read out after it. To be called while the formula is open. */
enum sat_status sat_step(void);

/* Steps on from a start until the formula is satisfied, at most so many; counts the steps. */
enum sat_status sat_solve(uint32_t most_steps, uint32_t *steps);

/* The values read out last, for each variable 0 or 1. */
const uint8_t *sat_answer(void);

/* Takes so many steps from zeros with the suggestion of the first start of SAT_SEED, and gives the digest of the states after each. */
uint64_t sat_digest(uint32_t steps);
