/* The column of each literal's features; more clauses than that count as MOST_CLAUSES. */
enum { OCCURRENCES, OPPOSED, SUGGESTED, MOST_CLAUSES = 15 };

/* A variable or its negation is a cell: 2 v and 2 v + 1. */
static int cell_of(int literal)
{
    return literal > 0 ? 2 * (literal - 1) : 2 * (-literal - 1) + 1;
}

static int holds(int cell)
{
    return values[cell / 2] != (cell & 1);
}

static void count(int cell, int column)
{
    uint8_t *clauses = features + cell * FEATURE_COLUMNS + column;
    *clauses = (uint8_t)(*clauses < MOST_CLAUSES ? *clauses + 1 : MOST_CLAUSES);
}

/* ---- From a formula to a problem and back ---- */

/* Adds a literal to a clause whose members begin at a place, unless it has it already. Returns the end, 0 where there is no room. */
static uint32_t add_literal(uint32_t start, uint32_t end, int cell)
{
    for (uint32_t at = start; at < end; at++) {
        if (by_clause_members[at] == cell) {
            return end;
        }
    }
    if (end == SAT_LITERALS) {
        return 0;
    }
    by_clause_members[end] = (uint16_t)cell;
    count(cell, OCCURRENCES);
    count(cell ^ 1, OPPOSED);
    return end + 1;
}

static void relate_variables(void)
{
    by_variable_count = cells / 2;
    for (int cell = 0; cell < cells; cell++) {
        by_variable_members[cell] = (uint16_t)cell;
    }
    for (int variable = 0; variable <= cells / 2; variable++) {
        by_variable_starts[variable] = (uint16_t)(2 * variable);
    }
    relate(&by_variable);
}

/* Draws an assignment, which a feature of each literal suggests. */
static void suggest(uint64_t seed)
{
    for (int variable = 0; variable < cells / 2; variable++) {
        uint8_t value = next_random(&seed) >> 63 == 0;
        features[2 * variable * FEATURE_COLUMNS + SUGGESTED] = value;
        features[(2 * variable + 1) * FEATURE_COLUMNS + SUGGESTED] = !value;
    }
}

/* Of the two literals of a variable the one with the larger score is true, but a clause of one literal says what that is. */
static void decode(void)
{
    int16_t before = 0;
    for (int cell = 0; cell < cells; cell++) {
        int16_t score;
        read_out(&score, cell);
        if ((cell & 1) != 0) {
            values[cell / 2] = before > score;
        }
        before = score;
    }
    for (int clause = 0; clause < by_clause_count; clause++) {
        if (by_clause_starts[clause + 1] - by_clause_starts[clause] == 1) {
            int cell = by_clause_members[by_clause_starts[clause]];
            values[cell / 2] = (cell & 1) == 0;
        }
    }
}

static int is_satisfied(void)
{
    for (int clause = 0; clause < by_clause_count; clause++) {
        int at = by_clause_starts[clause];
        while (at < by_clause_starts[clause + 1] && !holds(by_clause_members[at])) {
            at++;
        }
        if (at == by_clause_starts[clause + 1]) {
            return 0;
        }
    }
    return !has_empty_clause;
}

/* ---- Runs ---- */

enum sat_status sat_begin(uint16_t its_variables, const int16_t *clauses, uint16_t clause_count)
{
    cells = 0;
    if (its_variables > SAT_VARIABLES) {
        return SAT_TOO_MANY_VARIABLES;
    }
    if (clause_count > SAT_CLAUSES) {
        return SAT_TOO_MANY_CLAUSES;
    }
    cells = (uint16_t)(2 * its_variables);
    has_empty_clause = 0;
    by_clause_count = 0;
    by_clause_starts[0] = 0;
    memset(features, 0, (size_t)(cells * FEATURE_COLUMNS));
    memset(values, 0, its_variables);
    for (; clause_count > 0; clause_count--) {
        uint32_t start = by_clause_starts[by_clause_count], end = start;
        for (; *clauses != 0; clauses++) {
            end = add_literal(start, end, cell_of(*clauses));
            if (end == 0) {
                return SAT_TOO_MANY_LITERALS;
            }
        }
        clauses++;
        /* A clause without literals is no group, and never satisfied. */
        has_empty_clause |= (uint8_t)(end == start);
        if (end > start) {
            by_clause_starts[++by_clause_count] = (uint16_t)end;
        }
    }
    relate(&by_clause);
    relate_variables();
    return SAT_OPEN;
}

void sat_start(uint64_t seed, uint32_t number)
{
    uint64_t drawn = seed_for(seed, number);
    suggest(drawn);
    draw_state(drawn);
}

enum sat_status sat_step(void)
{
    step();
    decode();
    return is_satisfied() ? SAT_SATISFIED : SAT_OPEN;
}

enum sat_status sat_solve(uint32_t most_steps, uint32_t *steps)
{
    enum sat_status status = SAT_OPEN;
    for (*steps = 0; status == SAT_OPEN && *steps < most_steps; ++*steps) {
        status = sat_step();
    }
    return status;
}

const uint8_t *sat_answer(void)
{
    return values;
}

uint64_t sat_digest(uint32_t steps)
{
    suggest(seed_for(SAT_SEED, 0));
    clear_state();
    return digest_of(steps);
}
