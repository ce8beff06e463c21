/*
 * Solves Sudokus from standard input, one a line as 'trm solve sudoku' reads them. Prints one line each: the solution and the steps
 * that it took, or 'unsolved'. Options: --steps N, the most steps; --digest N, to print the digest of N steps instead.
 * Ends with 0, with 1 where a board is unsolved, with 2 for bad input.
 */
#include "sudoku.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LINE = 4096, DEFAULT_STEPS = 4096 };

/* Which column holds the puzzle, and what parts columns; 0 for spaces or any of comma, semicolon and tab. */
static int puzzle_column;
static char delimiter;

static char line[LONGEST_LINE + 2];

static int fail(unsigned number, int column, const char *problem)
{
    fprintf(stderr, "sudoku: line %u: column %d: %s\n", number, column, problem);
    return 2;
}

static int is_space(char symbol)
{
    return symbol == ' ' || symbol == '\r';
}

static int is_delimiter(char symbol)
{
    return delimiter != 0 ? symbol == delimiter : symbol == ',' || symbol == ';' || symbol == '\t';
}

/* Reads a line without its end. Returns its length, -1 at the end of the text, -2 for a line that is too long. */
static int read_line(unsigned number)
{
    int length = 0, symbol = getchar();
    if (symbol == EOF) {
        return -1;
    }
    for (; symbol != EOF && symbol != '\n'; symbol = getchar()) {
        if (length == LONGEST_LINE) {
            return -2;
        }
        /* Text ends at a zero, which no board has: another character that is illegal takes its place. */
        line[length++] = (char)(symbol == 0 ? 1 : symbol);
    }
    line[length] = 0;
    if (number == 1 && strncmp(line, "\xef\xbb\xbf", 3) == 0) {
        length -= 3;
        memmove(line, line + 3, (size_t)length + 1);
    }
    return length;
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

/* Reads the puzzle of a line. Returns 0, or 2 after a message. */
static int read_puzzle(unsigned number, uint8_t *clues)
{
    const char *start = skip_spaces(line), *end = end_of(start);
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
        char problem[64];
        sprintf(problem, "the puzzle has %d characters, expected 81", (int)(end - start));
        return fail(number, (int)(start - line) + 1, problem);
    }
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        char symbol = start[place];
        if (symbol != '.' && (symbol < '0' || symbol > '9')) {
            return fail(number, (int)(start - line) + place + 1, "illegal character in the puzzle");
        }
        clues[place] = (uint8_t)(symbol == '.' ? 0 : symbol - '0');
    }
    int conflict = conflict_in(clues);
    return conflict < 0 ? 0 : fail(number, (int)(start - line) + conflict + 1, "clues in conflict");
}

/* Solves a board. Returns 0, 1 where it is unsolved, or 2 after a message. */
static int answer(unsigned number, const uint8_t *clues, uint32_t most_steps, int digest)
{
    uint32_t steps = 0;
    enum sudoku_status status = sudoku_begin(clues);
    if (status == SUDOKU_TOO_LARGE) {
        fprintf(
            stderr, "sudoku: line %u: singles leave %lu candidates open, this program was made for %d\n", number,
            (unsigned long)sudoku_candidates(), SUDOKU_CELLS);
        return 2;
    }
    if (digest) {
        uint64_t value = sudoku_digest(most_steps);
        printf("%08lx%08lx\n", (unsigned long)(value >> 32), (unsigned long)(value & 0xffffffffu));
        return 0;
    }
    if (status == SUDOKU_OPEN) {
        status = sudoku_solve(most_steps, &steps);
    }
    if (status != SUDOKU_SOLVED) {
        printf("unsolved line %u: %s\n", number, status == SUDOKU_REFUTED ? "singles contradict each other" : "not in so many steps");
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
    uint32_t most_steps = DEFAULT_STEPS;
    int digest = 0, worst = 0, any = 0, header = 0;
    if (argc == 3 && (strcmp(argv[1], "--steps") == 0 || strcmp(argv[1], "--digest") == 0)) {
        char *end;
        unsigned long steps = strtoul(argv[2], &end, 10);
        digest = argv[1][2] == 'd';
        if (*end != 0 || argv[2][0] < '0' || argv[2][0] > '9' || steps > 0x7fffffffu || (steps == 0 && !digest)) {
            fprintf(stderr, "sudoku: %s takes a number of steps\n", argv[1]);
            return 2;
        }
        most_steps = (uint32_t)steps;
    } else if (argc != 1) {
        fprintf(stderr, "usage: sudoku [--steps N | --digest N] < FILE\n");
        return 2;
    }

    for (unsigned number = 1;; number++) {
        uint8_t clues[SUDOKU_BOARD];
        int length = read_line(number);
        if (length == -1) {
            break;
        }
        if (length == -2) {
            return fail(number, LONGEST_LINE + 1, "the line is too long");
        }
        const char *text = line;
        while (is_space(*text) || *text == '\t') {
            text++;
        }
        if (*text == 0 || *text == '#') {
            continue;
        }
        if (!header) {
            header = 1;
            if (read_header(text)) {
                continue;
            }
        }
        any = 1;
        int result = read_puzzle(number, clues);
        if (result == 0) {
            result = answer(number, clues, most_steps, digest);
        }
        if (result == 2) {
            return 2;
        }
        worst |= result;
    }
    if (!any) {
        fprintf(stderr, "sudoku: line 1: there is no puzzle\n");
        return 2;
    }
    return worst;
}
