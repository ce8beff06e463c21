enum rule_status {
    RULE_OK,
    RULE_TOO_MANY_CELLS,   /* there is memory for RULE_CELLS; a rule that transposes needs exactly so many */
    RULE_TOO_MANY_GROUPS,  /* there is memory for RULE_..._GROUPS of each relation */
    RULE_TOO_MANY_MEMBERS, /* there is memory for RULE_..._MEMBERS of all groups of each relation */
    RULE_BAD_NUMBER        /* a number is out of range, or missing */
};

/*
 * Reads a problem as numbers that a function gives one after the other, and sets the state to zeros: the cells; the features of each
 * cell; then, for each relation in the order in which the rule follows them, the groups, each as the number of its members and they
 * themselves, or the neighbours of each cell, -1 for none.
 */
enum rule_status rule_begin(int32_t (*next)(void));

/* Reads a state to start from, RULE_STATE_WIDTH entries for each cell, in the place of zeros. */
enum rule_status rule_read_state(int32_t (*next)(void));

/* Takes one step. Returns whether the state has changed. */
int rule_step(void);

/* The state: so many cells of RULE_STATE_WIDTH entries. */
const int16_t *rule_state(uint16_t *rows);

/* Takes so many steps and gives the digest of the states after each. */
uint64_t rule_digest(uint32_t steps);
