/* Kinds of cells. */
enum { NODE, SOURCE, ARC };

/* ---- Arcs ---- */

/* Adds an arc in the order of tails and then of heads. Its weight stands in the edge that it is of. Returns whether there is room. */
static int add_arc(const struct graphs_edge *edges, uint16_t edge, uint16_t tail, uint16_t head)
{
    int at = arc_count;
    while (at > 0 && (arc_tails[at - 1] > tail || (arc_tails[at - 1] == tail && arc_heads[at - 1] > head))) {
        at--;
    }
    if (at > 0 && arc_tails[at - 1] == tail && arc_heads[at - 1] == head) {
        if (edges[edge].weight < edges[arc_lengths[at - 1]].weight) {
            arc_lengths[at - 1] = edge;
        }
        return 1;
    }
    if (nodes + arc_count == GRAPHS_MEMBERS) {
        return 0;
    }
    for (int i = arc_count++; i > at; i--) {
        arc_tails[i] = arc_tails[i - 1];
        arc_heads[i] = arc_heads[i - 1];
        arc_lengths[i] = arc_lengths[i - 1];
    }
    arc_tails[at] = tail;
    arc_heads[at] = head;
    arc_lengths[at] = edge;
    return 1;
}

/* Finds the largest unit that divides all weights, 0 where one of them is 0, and with it how many cells there are. */
static void measure(const struct graphs_edge *edges)
{
    unit = arc_count == 0;
    needed = nodes;
    for (int arc = 0; arc < arc_count; arc++) {
        uint64_t weight = edges[arc_lengths[arc]].weight, rest = unit;
        if (weight == 0) {
            unit = 0;
            return;
        }
        while (rest != 0) {
            uint64_t next = weight % rest;
            weight = rest;
            rest = next;
        }
        unit = weight;
    }
    for (int arc = 0; arc < arc_count; arc++) {
        needed += edges[arc_lengths[arc]].weight / unit;
    }
}

/* ---- From a graph to a problem and back ---- */

/* Adds a cell to a problem, and says which one is before it. */
static void add_cell(uint8_t kind, uint16_t before)
{
    features[cells] = kind;
    by_before[cells++] = before;
}

/* Each node is a cell, and each arc a chain of as many as it is long. */
static void encode(const struct graphs_edge *edges)
{
    cells = 0;
    for (int node = 0; node < nodes; node++) {
        add_cell(node == source ? SOURCE : NODE, NO_NEIGHBOUR);
    }
    memset(by_into_starts, 0, ((size_t)nodes + 1) * sizeof *by_into_starts);
    for (int arc = 0; arc < arc_count; arc++) {
        arc_lengths[arc] = (uint16_t)(edges[arc_lengths[arc]].weight / unit);
        by_into_starts[arc_heads[arc] + 1]++;
    }

    /* A node hears the last cells of the arcs that lead into it. The queue holds where the next of them goes. */
    by_into_count = nodes;
    for (int node = 0; node < nodes; node++) {
        int start = by_into_starts[node];
        by_into_members[start] = (uint16_t)node;
        queue[node] = (uint16_t)(start + 1);
        by_into_starts[node + 1] = (uint16_t)(by_into_starts[node + 1] + start + 1);
    }
    for (int arc = 0; arc < arc_count; arc++) {
        add_cell(ARC, arc_tails[arc]);
        for (int length = 1; length < arc_lengths[arc]; length++) {
            add_cell(ARC, (uint16_t)(cells - 1));
        }
        by_into_members[queue[arc_heads[arc]]++] = (uint16_t)(cells - 1);
    }
    relate(&by_into);
}

/* Notes the nodes that the last step has reached. Returns how many still wait. */
static int decode(void)
{
    int waiting = 0;
    for (int node = 0; node < nodes; node++) {
        if (arrivals[node] == 0) {
            int16_t scores[2];
            read_out(scores, node);
            arrivals[node] = scores[1] > scores[0] ? steps_taken : 0;
            waiting += arrivals[node] == 0;
        }
    }
    return waiting;
}

/*
 * Whether the distances are those of shortest paths: no arc leads to its head in less, and every node that is reached hangs on the
 * source by arcs that take exactly the difference of their ends. Those arcs are walked breadth first, which finds the nodes before.
 */
static int is_right(void)
{
    int first = 0, last = 0;
    for (int arc = 0; arc < arc_count; arc++) {
        uint32_t from = arrivals[arc_tails[arc]], to = arrivals[arc_heads[arc]];
        if (from != 0 && (to == 0 || (to > from && to - from > arc_lengths[arc]))) {
            return 0;
        }
    }
    for (int node = 0; node < nodes; node++) {
        befores[node] = GRAPHS_NO_NODE;
    }
    if (arrivals[source] != 1) {
        return 0;
    }
    befores[source] = source;
    queue[last++] = source;
    while (first < last) {
        int node = queue[first++], arc = 0;
        while (arc < arc_count && arc_tails[arc] < node) {
            arc++;
        }
        for (; arc < arc_count && arc_tails[arc] == node; arc++) {
            int head = arc_heads[arc];
            if (befores[head] == GRAPHS_NO_NODE && arrivals[head] == arrivals[node] + arc_lengths[arc]) {
                befores[head] = (uint16_t)node;
                queue[last++] = (uint16_t)head;
            }
        }
    }
    for (int node = 0; node < nodes; node++) {
        if (arrivals[node] != 0 && befores[node] == GRAPHS_NO_NODE) {
            return 0;
        }
    }
    return 1;
}

/* ---- Runs ---- */

enum graphs_status graphs_begin(uint16_t its_nodes, uint16_t its_source, const struct graphs_edge *edges, uint16_t edge_count, int is_directed)
{
    cells = arc_count = 0;
    needed = nodes = its_nodes;
    source = its_source;
    steps_taken = 0;
    if (nodes > GRAPHS_NODES) {
        return GRAPHS_TOO_MANY_NODES;
    }
    memset(arrivals, 0, nodes * sizeof *arrivals);
    for (uint16_t edge = 0; edge < edge_count; edge++) {
        uint16_t from = edges[edge].from, to = edges[edge].to;
        if (from != to && (!add_arc(edges, edge, from, to) || (!is_directed && !add_arc(edges, edge, to, from)))) {
            return GRAPHS_TOO_MANY_ARCS;
        }
    }
    measure(edges);
    if (unit == 0) {
        return GRAPHS_NO_WEIGHT;
    }
    if (needed > GRAPHS_CELLS) {
        return GRAPHS_TOO_LONG;
    }
    encode(edges);
    clear_state();
    return GRAPHS_OPEN;
}

uint64_t graphs_cells(void)
{
    return needed;
}

enum graphs_status graphs_step(void)
{
    int moved = step();
    steps_taken++;
    if (decode() > 0 && moved) {
        return GRAPHS_OPEN;
    }
    return is_right() ? GRAPHS_SOLVED : GRAPHS_STILL;
}

enum graphs_status graphs_solve(uint32_t most_steps, uint32_t *steps)
{
    enum graphs_status status = GRAPHS_OPEN;
    for (*steps = 0; status == GRAPHS_OPEN && *steps < most_steps; ++*steps) {
        status = graphs_step();
    }
    /* What is not reached yet may never be. */
    return status == GRAPHS_OPEN && is_right() ? GRAPHS_SOLVED : status;
}

int graphs_is_reached(uint16_t node)
{
    return arrivals[node] != 0;
}

uint64_t graphs_distance(uint16_t node)
{
    return (arrivals[node] - 1) * unit;
}

uint16_t graphs_node_before(uint16_t node)
{
    return node == source ? GRAPHS_NO_NODE : befores[node];
}

uint64_t graphs_digest(uint32_t steps)
{
    return digest_of(steps);
}
