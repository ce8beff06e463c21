/*
 * Solves Sudokus from standard input, one a line as 'trm solve sudoku' reads them. Prints one line each: the solution and the steps
 * that it took, or 'unsolved'. Options: --steps N, the most steps; --digest N, to print the digest of N steps instead.
 * Ends with 0, with 1 where a board is unsolved, with 2 for bad input.
 */
#include "sudoku.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PROGRAM "sudoku"
#define USAGE "[--steps N | --digest N]"

enum { LONGEST_LINE = 4096 };

#include "../Terminal/fail.c"

#include "../Terminal/lines.c"

#include "../Terminal/options.c"

#include "../Terminal/digest.c"

static struct option options[] = {
    { "--steps", 1, 0x7fffffff, 4096, 0 },
    { "--digest", 0, 0x7fffffff, 0, 0 },
    { NULL, 0, 0, 0, 0 },
};

/* Which column holds the puzzle, and what parts columns; 0 for spaces or any of comma, semicolon and tab. */
static int puzzle_column;
static char delimiter;

static struct line line;

static int is_space(char symbol)
{
    return symbol == ' ' || symbol == '\r';
}

static int is_delimiter(char symbol)
{
    return delimiter != 0 ? symbol == delimiter : symbol == ',' || symbol == ';' || symbol == '\t';
}

/* Whether a name up to the next delimiter contains a word, in letters of either case. */
static int names(const char *name, const char *end, const char *word)
{
    size_t length = strlen(word);
    for (; name + length <= end; name++) {
        size_t i = 0;
        while (i < length && (name[i] | 32) == word[i]) {
            i++;
        }
        if (i == length) {
            return 1;
        }
    }
    return 0;
}

/* Whether a line is a header, which says where puzzles stand. */
static int read_header(const char *text)
{
    char found = 0;
    for (const char *at = text; *at != 0 && found == 0; at++) {
        found = (char)(*at == ',' || *at == ';' || *at == '\t' ? *at : 0);
    }
    const char *name = text;
    for (int column = 0;; column++) {
        const char *end = name;
        while (*end != 0 && *end != (found != 0 ? found : ' ')) {
            end++;
        }
        if (names(name, end, "puzzle") || names(name, end, "quizzes") || (found != 0 && names(name, end, "question"))) {
            puzzle_column = column;
            delimiter = found;
            return 1;
        }
        if (*end == 0 || found == 0) {
            return 0;
        }
        name = end + 1;
    }
}

static const char *skip_spaces(const char *at)
{
    while (is_space(*at)) {
        at++;
    }
    return at;
}

static const char *end_of(const char *at)
{
    while (*at != 0 && !is_delimiter(*at) && (delimiter != 0 || !is_space(*at))) {
        at++;
    }
    return at;
}

/* The first place whose clue stands in its row, column or box before; -1 for none. */
static int conflict_in(const uint8_t *clues)
{
    uint16_t rows[9] = {0}, columns[9] = {0}, boxes[9] = {0};
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        int row = place / 9, column = place % 9, box = row / 3 * 3 + column / 3;
        unsigned bit = clues[place] == 0 ? 0u : 1u << clues[place];
        if (((rows[row] | columns[column] | boxes[box]) & bit) != 0) {
            return place;
        }
        rows[row] = (uint16_t)(rows[row] | bit);
        columns[column] = (uint16_t)(columns[column] | bit);
        boxes[box] = (uint16_t)(boxes[box] | bit);
    }
    return -1;
}

/* Reads the puzzle of the line. Returns 0, or 2 after a message. */
static int read_puzzle(uint8_t *clues)
{
    const char *start = skip_spaces(line.text), *end = end_of(start);
    for (int column = 0; column < puzzle_column; column++) {
        start = skip_spaces(end);
        if (*start != 0 && is_delimiter(*start)) {
            start = skip_spaces(start + 1);
        }
        end = end_of(start);
    }
    while (end > start && is_space(end[-1])) {
        end--;
    }
    if (end - start != SUDOKU_BOARD) {
        return fail(line.number, (int)(start - line.text) + 1, "the puzzle has %d characters, expected 81", (int)(end - start));
    }
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        char symbol = start[place];
        if (symbol != '.' && (symbol < '0' || symbol > '9')) {
            return fail(line.number, (int)(start - line.text) + place + 1, "illegal character in the puzzle");
        }
        clues[place] = (uint8_t)(symbol == '.' ? 0 : symbol - '0');
    }
    int conflict = conflict_in(clues);
    return conflict < 0 ? 0 : fail(line.number, (int)(start - line.text) + conflict + 1, "clues in conflict");
}

/* Solves a board. Returns 0, 1 where it is unsolved, or 2 after a message. */
static int answer(const uint8_t *clues)
{
    uint32_t steps = 0;
    enum sudoku_status status = sudoku_begin(clues);
    if (status == SUDOKU_TOO_LARGE) {
        return fail(
            line.number, 0, "singles leave %lu candidates open, this program was made for %d", (unsigned long)sudoku_candidates(),
            SUDOKU_CELLS);
    }
    if (options[DIGEST].is_given) {
        return print_digest(sudoku_digest((uint32_t)options[DIGEST].value));
    }
    if (status == SUDOKU_OPEN) {
        status = sudoku_solve((uint32_t)options[STEPS].value, &steps);
    }
    if (status != SUDOKU_SOLVED) {
        printf("unsolved line %u: %s\n", line.number, status == SUDOKU_REFUTED ? "singles contradict each other" : "not in so many steps");
        return 1;
    }
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        putchar('0' + sudoku_answer()[place]);
    }
    printf("  %lu steps\n", (unsigned long)steps);
    return 0;
}

int main(int argc, char **argv)
{
    int worst = 0, any = 0, header = 0;
    if (read_options(argc, argv, options) != 0) {
        return 2;
    }
    while (read_line(&line)) {
        uint8_t clues[SUDOKU_BOARD];
        const char *text = line.text;
        if (require_whole(&line) != 0) {
            return 2;
        }
        while (is_space(*text) || *text == '\t') {
            text++;
        }
        if (is_white(&line) || *text == '#') {
            continue;
        }
        if (!header) {
            header = 1;
            if (read_header(text)) {
                continue;
            }
        }
        any = 1;
        int result = read_puzzle(clues);
        if (result == 0) {
            result = answer(clues);
        }
        if (result == 2) {
            return 2;
        }
        worst |= result;
    }
    return any ? worst : fail(1, 0, "there is no puzzle");
}
