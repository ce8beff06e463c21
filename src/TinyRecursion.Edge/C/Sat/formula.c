/* The formula as it is read: literals with a 0 behind each clause, as sat_begin takes them. */
static int variables;
static int16_t clauses[SAT_LITERALS + SAT_CLAUSES];
static int entry_count, clause_count, literal_count;

enum { NO_NUMBER = INT32_MIN };

/* The whole number that a text is, perhaps with a sign; NO_NUMBER for other texts and numbers of more than 31 bits. */
static int32_t number_of(const char *text, int length)
{
    int at = length > 0 && (text[0] == '-' || text[0] == '+');
    int64_t value = 0;
    if (at == length) {
        return NO_NUMBER;
    }
    for (; at < length; at++) {
        if (text[at] < '0' || text[at] > '9' || value > INT32_MAX) {
            return NO_NUMBER;
        }
        value = 10 * value + text[at] - '0';
    }
    return value > INT32_MAX ? NO_NUMBER : (int32_t)(text[0] == '-' ? -value : value);
}

/* Begins a formula of so many variables and clauses. Returns 0, or 2 after a message. */
static int begin_formula(const struct word *word, int32_t its_variables, int32_t its_clauses)
{
    if (its_variables > SAT_VARIABLES) {
        return fail(word->line, 0, "the formula has %ld variables, this program was made for %d", (long)its_variables, SAT_VARIABLES);
    }
    if (its_clauses > SAT_CLAUSES) {
        return fail(word->line, 0, "the formula has %ld clauses, this program was made for %d", (long)its_clauses, SAT_CLAUSES);
    }
    variables = its_variables;
    entry_count = clause_count = literal_count = 0;
    return 0;
}

/* Whether a number is a literal of the formula. */
static int is_literal(int32_t number)
{
    return number != 0 && number != NO_NUMBER && number <= variables && number >= -variables;
}

/* Adds a literal to the last clause. Returns 0, or 2 after a message. */
static int add_number(const struct word *word, int32_t number)
{
    if (literal_count == SAT_LITERALS) {
        return fail(word->line, 0, "the formula has more than %d literals, which this program was made for", SAT_LITERALS);
    }
    literal_count++;
    clauses[entry_count++] = (int16_t)number;
    return 0;
}

static void end_clause(void)
{
    clauses[entry_count++] = 0;
    clause_count++;
}
