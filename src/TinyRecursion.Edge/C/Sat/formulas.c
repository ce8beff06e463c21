enum { FIXED_COLUMNS = 6 };

/* The values that the line gives for the formula. */
static const char *given;

static int is_count(const struct word *word)
{
    return strspn(word->text, "0123456789") >= (size_t)word->length && number_of(word->text, word->length) != NO_NUMBER;
}

/* Whether the line is a formula: it has as many columns, and the second and the third are numbers. */
static int is_formula_line(void)
{
    struct word word = begin_words(&line);
    for (int column = 0; column < FIXED_COLUMNS; column++) {
        if (!next_word(&line, &word) || (column == 0 && is_word(&word, "c"))
            || ((column == 1 || column == 2) && strspn(word.text, "0123456789") < (size_t)word.length)) {
            return 0;
        }
    }
    return 1;
}

/* Goes on to a column that must be there. Returns 0, or 2 after a message. */
static int expect_word(struct word *word, const char *what)
{
    return next_word(&line, word) ? 0 : fail(word->line, word->column, "expected %s, found the end of the line", what);
}

static int read_count(struct word *word, const char *what, int32_t *count)
{
    if (expect_word(word, what) != 0) {
        return 2;
    }
    *count = number_of(word->text, word->length);
    return is_count(word) ? 0 : fail(word->line, word->column, "expected %s, found %s", what, quote(word->text, word->length));
}

/* Reads a clause, in which commas part the literals. Returns 0, or 2 after a message. */
static int read_clause(const struct word *word)
{
    for (int at = 0; at <= word->length;) {
        int length = 0;
        while (at + length < word->length && word->text[at + length] != ',') {
            length++;
        }
        int32_t number = number_of(word->text + at, length);
        if (!is_literal(number)) {
            return fail(
                word->line, word->column + at, "%s is no literal of the %d variables", quote(word->text + at, length), variables);
        }
        if (add_number(word, number) != 0) {
            return 2;
        }
        at += length + 1;
    }
    end_clause();
    return 0;
}

/* The first clause that the values given do not satisfy, from 1; 0 for none. */
static int first_unsatisfied(void)
{
    int clause = 1, is_true = 0;
    for (int at = 0; at < entry_count; at++) {
        int variable = clauses[at] < 0 ? -clauses[at] : clauses[at];
        if (variable != 0) {
            is_true |= (given[variable - 1] == '1') == (clauses[at] > 0);
        } else if (!is_true) {
            return clause;
        } else {
            clause++;
            is_true = 0;
        }
    }
    return 0;
}

/* Reads the column with values. Returns 0, or 2 after a message. */
static int read_given(struct word *word)
{
    if (expect_word(word, "an assignment of zeros and ones, or -") != 0) {
        return 2;
    }
    given = is_word(word, "-") ? NULL : word->text;
    if (given != NULL && (word->length != variables || strspn(given, "01") < (size_t)variables)) {
        return fail(word->line, word->column, "expected %d zeros and ones, or -", variables);
    }
    return 0;
}

/* Reads the formula of the line: its name, its sizes, what is known about it, its clauses. Returns 0, or 2 after a message. */
static int read_formula_line(void)
{
    struct word word = begin_words(&line);
    int32_t its_variables, its_clauses;
    if (expect_word(&word, "the name") != 0 || read_count(&word, "the number of variables", &its_variables) != 0
        || read_count(&word, "the number of clauses", &its_clauses) != 0 || begin_formula(&word, its_variables, its_clauses) != 0
        || require_whole(&line) != 0 || expect_word(&word, "SAT, UNSAT or ?") != 0) {
        return 2;
    }
    if (!is_word(&word, "SAT") && !is_word(&word, "UNSAT") && !is_word(&word, "?")) {
        return fail(word.line, word.column, "expected SAT, UNSAT or ?, found %s", quote(word.text, word.length));
    }
    if (expect_word(&word, "the number of decisions, or -") != 0 || read_given(&word) != 0) {
        return 2;
    }
    int column = word.column;
    while (next_word(&line, &word)) {
        if (clause_count == its_clauses) {
            return fail(word.line, word.column, "more than the %ld clauses that the third column says", (long)its_clauses);
        }
        if (read_clause(&word) != 0) {
            return 2;
        }
    }
    if (clause_count != its_clauses) {
        return fail(line.number, 0, "%d clauses, the third column says %ld", clause_count, (long)its_clauses);
    }
    int wrong = given == NULL ? 0 : first_unsatisfied();
    return wrong == 0 ? 0 : fail(line.number, column, "the assignment is wrong: clause %d has no true literal", wrong);
}
