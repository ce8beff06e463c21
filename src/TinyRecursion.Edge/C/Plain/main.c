/*
 * Runs the rule on problems from standard input, one a line of numbers as rule.h says, after which may stand those of a state to
 * start from. Prints one line each: the digest of the states after each of N steps (--digest N), or the entries of the state after
 * them (--steps N).
 */
#include "rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PROGRAM "rule"
#define USAGE "--steps N | --digest N"

#include "../Terminal/fail.c"

#include "../Terminal/options.c"

#include "../Terminal/digest.c"

static struct option options[] = {
    { "--steps", 0, 0x7fffffff, 0, 0 },
    { "--digest", 0, 0x7fffffff, 0, 0 },
    { NULL, 0, 0, 0, 0 },
};

static unsigned line_number = 1;
static int line_ended;

enum { NO_NUMBER = -1000000 }; /* below everything that is asked for */

/* The next number of the line, or NO_NUMBER. */
static int32_t next_number(void)
{
    long value = 0;
    int digits = 0, negative = 0, symbol = ' ';
    while (symbol == ' ' && !line_ended) {
        symbol = getchar();
    }
    if (symbol == '-') {
        negative = 1;
        symbol = getchar();
    }
    while (symbol >= '0' && symbol <= '9') {
        digits = 1;
        value = value < 100000 ? 10 * value + symbol - '0' : value;
        symbol = getchar();
    }
    if (symbol == '\n' || symbol == EOF) {
        line_ended = 1;
    } else if (symbol != ' ') {
        return NO_NUMBER;
    }
    return digits ? (int32_t)(negative ? -value : value) : NO_NUMBER;
}

static int refuse(enum rule_status status)
{
    switch (status) {
    case RULE_TOO_MANY_CELLS:
        return fail(line_number, 0, "the number of cells does not fit this program, which was made for %d", RULE_CELLS);
    case RULE_TOO_MANY_GROUPS:
        return fail(line_number, 0, "a relation has more groups than this program was made for");
    case RULE_TOO_MANY_MEMBERS:
        return fail(line_number, 0, "the groups of a relation have more members than this program was made for");
    default:
        return fail(line_number, 0, "a number is missing or out of range");
    }
}

static void print_state(void)
{
    uint16_t rows;
    const int16_t *state = rule_state(&rows);
    for (int i = 0; i < rows * RULE_STATE_WIDTH; i++) {
        printf("%d ", state[i]);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    if (read_options(argc, argv, options) != 0) {
        return 2;
    }
    if (argc == 1) {
        fprintf(stderr, "usage: " PROGRAM " " USAGE " < FILE\n");
        return 2;
    }

    for (;; line_number++) {
        int first = getchar();
        if (first == EOF) {
            return 0;
        }
        ungetc(first, stdin);
        line_ended = 0;
        enum rule_status status = rule_begin(next_number);
        if (status == RULE_OK && !line_ended) {
            status = rule_read_state(next_number);
        }
        if (status == RULE_OK && !line_ended) {
            status = RULE_BAD_NUMBER;
        }
        if (status != RULE_OK) {
            return refuse(status);
        }
        if (options[DIGEST].is_given) {
            print_digest(rule_digest((uint32_t)options[DIGEST].value));
            continue;
        }
        for (uint64_t step = 0; step < options[STEPS].value; step++) {
            rule_step();
        }
        print_state();
    }
}
