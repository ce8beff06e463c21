/*
 * Finds ways through mazes from standard input, as 'trm solve maze' reads them: blocks of rows with an empty line between, or a square
 * maze on one line, or the columns source,question,answer,rating. What stands after a tab, or in other columns, is not looked at.
 * Prints one line each: the maze row by row with o on the way and the steps that it took, or 'unsolved'. Options: --steps N, the most
 * steps; --digest N, to print the digest of N steps instead. Ends with 0, with 1 where a maze is unsolved, with 2 for bad input.
 */
#include "maze.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM "maze"
#define USAGE "[--steps N | --digest N]"

enum { LONGEST_LINE = 2 * MAZE_CELLS + 1024 };

#include "../Terminal/fail.c"

#include "../Terminal/lines.c"

#include "../Terminal/options.c"

#include "../Terminal/digest.c"

static struct option options[] = {
    { "--steps", 1, 0x7fffffff, 0, 0 },
    { "--digest", 0, 0x7fffffff, 0, 0 },
    { NULL, 0, 0, 0, 0 },
};

static struct line current, ahead;
static int is_ahead;

static uint8_t squares[MAZE_CELLS];
static int square_count, starts, goals;

/* ---- Lines ---- */

static const struct line *peek(void)
{
    if (!is_ahead) {
        read_line(&ahead);
        if (require_whole(&ahead) != 0) {
            exit(2);
        }
        is_ahead = 1;
    }
    return &ahead;
}

static int next_line(void)
{
    memcpy(&current, peek(), sizeof current);
    is_ahead = 0;
    return current.length >= 0;
}

/* The characters before a tab. */
static int width_of(const struct line *line)
{
    return (int)strcspn(line->text, "\t");
}

/* Whether a line stands between mazes: it is empty, or of spaces that are no row of a maze so wide, or the end. */
static int is_blank(const struct line *line, int width)
{
    return line->length <= 0 || (line->length != width && is_white(line));
}

/* ---- Mazes ---- */

static int kind_of(char symbol)
{
    switch (symbol) {
    case '#':
        return MAZE_WALL;
    case '.':
    case ' ':
        return MAZE_FREE;
    case 'S':
        return MAZE_START;
    case 'G':
        return MAZE_GOAL;
    default:
        return -1;
    }
}

static int add_squares(const char *text, int length, int column)
{
    if (length > MAZE_CELLS - square_count) {
        return fail(current.number, 0, "the maze has more than %d squares, which this program was made for", MAZE_CELLS);
    }
    for (int i = 0; i < length; i++) {
        int kind = kind_of(text[i]);
        if (kind < 0) {
            return fail(current.number, column + i, "illegal character in the maze");
        }
        starts += kind == MAZE_START;
        goals += kind == MAZE_GOAL;
        if (starts > 1 || goals > 1) {
            return fail(current.number, column + i, "a second S or G");
        }
        squares[square_count++] = (uint8_t)kind;
    }
    return 0;
}

/* Runs the rule on the maze read. Returns 0, 1 where it is unsolved, or 2 after a message. */
static int answer(unsigned number, int rows, int columns)
{
    uint32_t steps;
    enum maze_status status;
    if (starts != 1 || goals != 1) {
        return fail(number, 1, "expected one S and one G");
    }
    maze_begin(squares, (uint16_t)rows, (uint16_t)columns);
    if (options[DIGEST].is_given) {
        return print_digest(maze_digest((uint32_t)options[DIGEST].value));
    }
    status = maze_solve(options[STEPS].is_given ? (uint32_t)options[STEPS].value : maze_default_steps(), &steps);
    if (status != MAZE_SOLVED && status != MAZE_NO_PATH) {
        printf("unsolved line %u: %s\n", number, status == MAZE_STILL ? "the state stands still" : "not in so many steps");
        return 1;
    }
    for (int square = 0; square < square_count; square++) {
        putchar(maze_marks()[square] ? 'o' : "#.SG"[squares[square]]);
    }
    printf("  %s%lu steps\n", status == MAZE_NO_PATH ? "no path, " : "", (unsigned long)steps);
    return 0;
}

/* A square maze that stands in a line. */
static int answer_line(const char *text, int length, int column)
{
    int side = 1;
    while ((side + 1) * (side + 1) <= length) {
        side++;
    }
    if (side * side != length) {
        return fail(current.number, column, "the length of the maze is no square");
    }
    int result = add_squares(text, length, column);
    return result != 0 ? result : answer(current.number, side, side);
}

/* The second of the columns that commas part; quotes around it do not count. */
static int answer_csv(void)
{
    const char *at = current.text, *end;
    for (int column = 0;; column++) {
        int quoted = *at == '"';
        at += quoted;
        end = at + strcspn(at, quoted ? "\"" : ",");
        if (column == 1) {
            return answer_line(at, (int)(end - at), (int)(at - current.text) + 1);
        }
        end += strcspn(end, ",");
        if (*end == 0) {
            return fail(current.number, 1, "expected source,question,answer,rating");
        }
        at = end + 1;
    }
}

/* A maze of several lines. */
static int answer_block(void)
{
    unsigned first = current.number;
    int columns = width_of(&current), rows = 0;
    if (columns == 0) {
        return fail(current.number, 1, "the row has no squares");
    }
    for (;; rows++) {
        if (width_of(&current) != columns) {
            return fail(current.number, 1, "the row is not as long as those above");
        }
        int result = add_squares(current.text, columns, 1);
        if (result != 0) {
            return result;
        }
        if (is_blank(peek(), columns)) {
            return answer(first, rows + 1, columns);
        }
        next_line();
    }
}

static int answer_all(void)
{
    int worst = 0, any = 0, header = 0, grouped = 0;
    while (next_line()) {
        int result;
        if (is_white(&current) && (header || grouped || is_blank(&current, width_of(peek())))) {
            grouped = 0;
            continue;
        }
        if (!any && !header && strcmp(current.text, "source,question,answer,rating") == 0) {
            header = 1;
            continue;
        }
        any = 1;
        starts = goals = square_count = 0;
        if (header) {
            result = answer_csv();
        } else {
            int both = strchr(current.text, 'S') != NULL && strchr(current.text, 'G') != NULL;
            grouped = grouped || is_blank(peek(), width_of(&current)) || (both && strpbrk(peek()->text, "SG") != NULL);
            result = grouped ? answer_line(current.text, width_of(&current), 1) : answer_block();
        }
        if (result == 2) {
            return 2;
        }
        worst |= result;
    }
    return any ? worst : fail(1, 1, "there is no maze");
}

int main(int argc, char **argv)
{
    return read_options(argc, argv, options) != 0 ? 2 : answer_all();
}
