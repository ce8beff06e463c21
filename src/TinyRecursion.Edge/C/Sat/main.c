/*
 * Satisfies formulas from standard input as 'trm solve sat' reads them: DIMACS CNF with one formula, or a formula a line. Prints one
 * line each: the values as signed variables with a 0 at the end, the steps of all starts and the start that found them, or
 * 'unsolved', which does not mean that there are none. Options: --steps N, the most steps of a start; --restarts N, the most starts;
 * --seed N, of their suggestions and states; --digest N, to print the digest of N steps instead. Ends with 0, with 1 where a formula
 * is unsolved, with 2 for bad input.
 */
#include "sat.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PROGRAM "sat"
#define USAGE "[--steps N] [--restarts N] [--seed N] | --digest N"

/* A formula's line, its literals and all before them. */
enum { LONGEST_LINE = 8 * SAT_LITERALS + 2 * SAT_CLAUSES + SAT_VARIABLES + 4096 };

#include "../Terminal/fail.c"

#include "../Terminal/lines.c"

#include "../Terminal/words.c"

#include "../Terminal/options.c"

#include "../Terminal/digest.c"

enum { RESTARTS = DIGEST + 1, SEED };

static struct option options[] = {
    { "--steps", 1, 0x7fffffff, 64, 0 },
    { "--digest", 0, 0x7fffffff, 0, 0 },
    { "--restarts", 1, 0x7fffffff, 256, 0 },
    { "--seed", 0, UINT64_MAX, SAT_SEED, 0 },
    { NULL, 0, 0, 0, 0 },
};

static struct line line;

#include "formula.c"

#include "dimacs.c"

#include "formulas.c"

/* Runs the rule on the formula read. Returns 0, or 1 where no values are found. */
static int answer(unsigned number)
{
    uint32_t steps = 0, all_steps = 0, start = 0;
    enum sat_status status = sat_begin((uint16_t)variables, clauses, (uint16_t)clause_count);
    if (options[DIGEST].is_given) {
        return print_digest(sat_digest((uint32_t)options[DIGEST].value));
    }
    for (; status == SAT_OPEN && start < options[RESTARTS].value; start++) {
        sat_start(options[SEED].value, start);
        status = sat_solve((uint32_t)options[STEPS].value, &steps);
        all_steps += steps;
    }
    if (status != SAT_SATISFIED) {
        printf("unsolved line %u: nothing in %lu steps\n", number, (unsigned long)all_steps);
        return 1;
    }
    for (int variable = 0; variable < variables; variable++) {
        printf("%d ", sat_answer()[variable] ? variable + 1 : -variable - 1);
    }
    printf("0  %lu steps, start %lu\n", (unsigned long)all_steps, (unsigned long)start);
    return 0;
}

static int answer_lines(void)
{
    int worst = 0, any = 0;
    do {
        if (is_white(&line) || line.text[0] == '#') {
            continue;
        }
        any = 1;
        int result = read_formula_line();
        if (result != 0) {
            return result;
        }
        worst |= answer(line.number);
    } while (read_line(&line));
    return any ? worst : fail(1, 0, "there is no formula");
}

int main(int argc, char **argv)
{
    int is_there;
    if (read_options(argc, argv, options) != 0) {
        return 2;
    }
    /* The first line with anything on it tells which form it is. */
    do {
        is_there = read_line(&line);
    } while (is_there && is_white(&line));
    if (!is_there) {
        return fail(1, 0, "there is no formula");
    }
    if (line.text[strspn(line.text, " \t")] == '#' || is_formula_line()) {
        return answer_lines();
    }
    int result = read_dimacs();
    return result != 0 ? result : answer(1);
}
