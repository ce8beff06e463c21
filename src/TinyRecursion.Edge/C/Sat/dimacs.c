/* Whether nothing but spaces stands before a word on its line. */
static int is_first(const struct word *word)
{
    return (int)strspn(line.text, " \t\r\v\f") == word->text - line.text;
}

/* Goes on to the next word, over as many lines as it takes. Returns whether there is one. */
static int next_anywhere(struct word *word)
{
    while (!next_word(&line, word)) {
        if (line.is_last) {
            return 0;
        }
        read_line(&line);
        *word = begin_words(&line);
    }
    return 1;
}

/* Goes on to the next word that is in no comment. Returns whether there is one; % ends the text. */
static int next_dimacs(struct word *word)
{
    while (next_anywhere(word)) {
        if (!is_first(word) || (word->text[0] != 'c' && word->text[0] != '%')) {
            return 1;
        }
        if (word->text[0] == '%') {
            return 0;
        }
        word->text += strlen(word->text);
        word->length = 0;
    }
    return 0;
}

/* Reads one of the numbers behind 'p cnf'. Returns 0, or 2 after a message. */
static int read_size(struct word *word, const char *what, int32_t *size)
{
    int is_there = next_anywhere(word);
    *size = number_of(word->text, word->length);
    return *size >= 0
        ? 0
        : fail(
            word->line, word->column, "expected the number of %s, found %s", what,
            is_there ? quote(word->text, word->length) : "the end of the text");
}

/* Reads the line 'p cnf VARIABLES CLAUSES'. Returns 0, or 2 after a message. */
static int read_header(struct word *word, int32_t *its_clauses)
{
    int32_t its_variables;
    if (!next_dimacs(word) || !is_word(word, "p") || !is_first(word)) {
        return fail(word->line, word->column, "expected the line 'p cnf VARIABLES CLAUSES'");
    }
    if (!next_anywhere(word) || !is_word(word, "cnf")) {
        return fail(word->line, word->column, "expected 'cnf' after 'p'");
    }
    return read_size(word, "variables", &its_variables) != 0 || read_size(word, "clauses", its_clauses) != 0
        ? 2
        : begin_formula(word, its_variables, *its_clauses);
}

/* Reads DIMACS CNF from the current line on. Returns 0, or 2 after a message. */
static int read_dimacs(void)
{
    struct word word = begin_words(&line);
    int32_t its_clauses;
    int is_open = 0;
    unsigned header;
    if (read_header(&word, &its_clauses) != 0) {
        return 2;
    }
    header = word.line;
    while (next_dimacs(&word)) {
        int32_t number = number_of(word.text, word.length);
        if (require_whole(&line) != 0) {
            return 2;
        }
        if (word.line == header) {
            return fail(word.line, word.column, "text behind the numbers of the line 'p cnf': clauses begin on a line of their own");
        }
        if (number == NO_NUMBER) {
            return fail(word.line, word.column, "expected a literal, found %s", quote(word.text, word.length));
        }
        if (number != 0 && !is_literal(number)) {
            return fail(word.line, word.column, "literal %ld is of none of the %d variables", (long)number, variables);
        }
        if (number == 0 && clause_count == its_clauses) {
            return fail(word.line, word.column, "more than the %ld clauses that the line 'p cnf' says", (long)its_clauses);
        }
        if (number == 0) {
            end_clause();
        } else if (add_number(&word, number) != 0) {
            return 2;
        }
        is_open = number != 0;
    }
    if (is_open) {
        return fail(word.line, word.column, "the last clause does not end with 0");
    }
    return clause_count == its_clauses
        ? 0
        : fail(word.line, word.column, "%d clauses, the line 'p cnf' says %ld", clause_count, (long)its_clauses);
}
