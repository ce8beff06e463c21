/*
 * Answers graphs from standard input as 'trm solve graph' reads them. Prints one line each: the distance of every node, or of each
 * target with the nodes of a shortest path, and the steps that it took, or 'unsolved'. Options: --steps N, the most steps; --digest N,
 * to print the digest of N steps instead. Ends with 0, with 1 where a graph is unsolved, with 2 for bad input.
 */
#include "graphs.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PROGRAM "graphs"
#define USAGE "[--steps N | --digest N]"

enum { LONGEST_LINE = 4096, MOST_EDGES = 2 * GRAPHS_MEMBERS, MOST_TARGETS = GRAPHS_NODES };

#include "../Terminal/fail.c"

#include "../Terminal/lines.c"

#include "../Terminal/words.c"

#include "../Terminal/options.c"

#include "../Terminal/digest.c"

static struct option options[] = {
    { "--steps", 1, 0x7fffffff, 0x7fffffff, 0 },
    { "--digest", 0, 0x7fffffff, 0, 0 },
    { NULL, 0, 0, 0, 0 },
};

static struct line line;

#include "names.c"

#include "weights.c"

#include "graph.c"

static void print_answer(int node, int with_path)
{
    static uint16_t path[GRAPHS_NODES];
    int length = 0;
    printf("%s", names[node_names[node]].text);
    if (!graphs_is_reached((uint16_t)node)) {
        printf(" unreachable");
        return;
    }
    putchar(' ');
    print_weight(graphs_distance((uint16_t)node));
    if (with_path) {
        for (uint16_t at = (uint16_t)node; at != GRAPHS_NO_NODE; at = graphs_node_before(at)) {
            path[length++] = at;
        }
        putchar(':');
        while (length-- > 0) {
            printf(" %s", names[node_names[path[length]]].text);
        }
    }
}

/* Runs the rule on the graph read. Returns 0, 1 where it is unsolved, or 2 after a message. */
static int answer(void)
{
    uint32_t steps;
    int result = finish_graph();
    if (result != 0) {
        return result;
    }
    uint16_t source = (uint16_t)names[from_where.name].node;
    switch (graphs_begin((uint16_t)node_count, source, edges, (uint16_t)edge_count, directed == 1)) {
    case GRAPHS_TOO_MANY_ARCS:
        return fail(
            first_line, 0, "the graph has more than %d arcs besides its %d nodes, which this program was made for",
            GRAPHS_MEMBERS - node_count, node_count);
    case GRAPHS_NO_WEIGHT:
        return fail(first_line, 0, "a weight is 0, but the rule moves by one unit of length a step");
    case GRAPHS_TOO_LONG:
        return fail(
            first_line, 0, "the rule needs %s cells, one for each unit of length, this program was made for %d",
            digits_of(graphs_cells()), GRAPHS_CELLS);
    default:
        break;
    }
    if (options[DIGEST].is_given) {
        return print_digest(graphs_digest((uint32_t)options[DIGEST].value));
    }
    enum graphs_status status = graphs_solve((uint32_t)options[STEPS].value, &steps);
    if (status != GRAPHS_SOLVED) {
        printf("unsolved line %u: %s\n", first_line, status == GRAPHS_STILL ? "the state stands still" : "not in so many steps");
        return 1;
    }
    for (int i = 0; i < (target_count > 0 ? target_count : node_count); i++) {
        printf("%s", i == 0 ? "" : "; ");
        print_answer(target_count > 0 ? names[targets[i].name].node : i, target_count > 0);
    }
    printf("  %lu steps\n", (unsigned long)steps);
    return 0;
}

int main(int argc, char **argv)
{
    int worst = 0, any = 0, is_there = 1, is_open = 0;
    if (read_options(argc, argv, options) != 0) {
        return 2;
    }
    while (is_there) {
        is_there = read_line(&line);
        struct word word = begin_words(&line);
        if (require_whole(&line) != 0) {
            return 2;
        }
        next_word(&line, &word);
        if (!is_there || is_white(&line) || is_separator(&word)) {
            int result = is_open ? answer() : 0;
            if (result == 2) {
                return 2;
            }
            worst |= result;
            is_open = 0;
        } else if (word.text[0] != '#') {
            if (!is_open) {
                begin_graph();
            }
            any = is_open = 1;
            cut_comment();
            if (read_graph_line() != 0) {
                return 2;
            }
        }
    }
    return any ? worst : fail(1, 0, "there is no graph");
}
