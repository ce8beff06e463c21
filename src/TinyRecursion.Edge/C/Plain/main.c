/*
 * Runs the rule on problems from standard input, one a line of numbers as rule.h says, after which may stand those of a state to
 * start from. Prints one line each: the digest of the states
 * after each of N steps (--digest N), or the entries of the state after them (--steps N).
 */
#include "rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static int fail(enum rule_status status)
{
    fprintf(stderr, "rule: line %u: ", line_number);
    switch (status) {
    case RULE_TOO_MANY_CELLS:
        fprintf(stderr, "the number of cells does not fit this program, which was made for %d\n", RULE_CELLS);
        break;
    case RULE_TOO_MANY_GROUPS:
        fprintf(stderr, "a relation has more groups than this program was made for\n");
        break;
    case RULE_TOO_MANY_MEMBERS:
        fprintf(stderr, "the groups of a relation have more members than this program was made for\n");
        break;
    default:
        fprintf(stderr, "a number is missing or out of range\n");
        break;
    }
    return 2;
}

int main(int argc, char **argv)
{
    char *end = NULL;
    unsigned long steps = argc == 3 ? strtoul(argv[2], &end, 10) : 0;
    int digest = argc == 3 && strcmp(argv[1], "--digest") == 0;
    if (argc != 3 || (!digest && strcmp(argv[1], "--steps") != 0) || *end != 0 || argv[2][0] < '0' || argv[2][0] > '9' || steps > 0x7fffffffu) {
        fprintf(stderr, "usage: rule --steps N | --digest N < FILE\n");
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
            return fail(status);
        }
        if (digest) {
            uint64_t value = rule_digest((uint32_t)steps);
            printf("%08lx%08lx\n", (unsigned long)(value >> 32), (unsigned long)(value & 0xffffffffu));
        } else {
            uint16_t rows;
            for (unsigned long step = 0; step < steps; step++) {
                rule_step();
            }
            const int16_t *state = rule_state(&rows);
            for (int i = 0; i < rows * RULE_STATE_WIDTH; i++) {
                printf("%d ", state[i]);
            }
            printf("\n");
        }
    }
}
