/* A name that is asked for, and where. */
struct place {
    int name;
    unsigned line;
    int column;
};

/* The graph as it is read; edges have the digits of their weights until it ends. */
static unsigned first_line;
static struct graphs_edge edges[MOST_EDGES];
static struct { uint8_t decimals; unsigned line; } origins[MOST_EDGES];
static struct place from_where, targets[MOST_TARGETS];
static int edge_count, target_count, has_source;
static int directed; /* -1 as long as it does not say */

static void begin_graph(void)
{
    first_line = line.number;
    name_count = node_count = edge_count = target_count = has_source = decimals = 0;
    directed = -1;
}

/* Whether a line ends a graph as an empty one does. */
static int is_separator(const struct word *first)
{
    struct word next = *first;
    return is_word(first, "---") && !next_word(&line, &next);
}

static void cut_comment(void)
{
    line.text[strcspn(line.text, "#")] = 0;
}

static int read_place(const struct word *word, struct place *place)
{
    place->name = name_of(word);
    place->line = word->line;
    place->column = word->column;
    return place->name < 0 ? 2 : 0;
}

static int read_directed(struct word word)
{
    int is_directed = is_word(&word, "directed");
    struct word next = word;
    if (next_word(&line, &next)) {
        return fail(next.line, next.column, "nothing follows '%s'", is_directed ? "directed" : "undirected");
    }
    if (edge_count > 0) {
        return fail(word.line, word.column, "'%s' stands before the first edge of its graph", is_directed ? "directed" : "undirected");
    }
    if (directed >= 0) {
        return fail(word.line, word.column, "the graph has said already whether it is directed");
    }
    directed = is_directed;
    return 0;
}

static int read_source(struct word word)
{
    struct word next = word;
    if (has_source) {
        return fail(word.line, word.column, "a second source (the first is in line %u): separate graphs by a blank line", from_where.line);
    }
    if (!next_word(&line, &next)) {
        return fail(word.line, word.column, "'source' needs the name of a node");
    }
    has_source = 1;
    word = next;
    return next_word(&line, &next) ? fail(next.line, next.column, "'source' takes one node") : read_place(&word, &from_where);
}

/* Reads the names behind 'target' or 'node'. */
static int read_names(struct word word, int are_targets)
{
    int count = 0;
    struct word next = word;
    for (; next_word(&line, &next); count++) {
        if (are_targets && target_count == MOST_TARGETS) {
            return fail(next.line, next.column, "more than %d targets, which this program was made for", MOST_TARGETS);
        }
        if (are_targets ? read_place(&next, &targets[target_count++]) != 0 : node_of(&next) < 0) {
            return 2;
        }
    }
    return count > 0 ? 0 : fail(word.line, word.column, "'%s' needs the name of a node", are_targets ? "target" : "node");
}

static int read_edge(struct word from)
{
    struct word to = from, weight, more;
    uint64_t digits = 1;
    int its_decimals = 0;
    if (!next_word(&line, &to)) {
        return fail(
            from.line, from.column, "%s alone: an edge is 'NODE NODE' or 'NODE NODE WEIGHT'", quote(from.text, from.length));
    }
    weight = to;
    if (next_word(&line, &weight)) {
        more = weight;
        if (next_word(&line, &more)) {
            return fail(more.line, more.column, "%s is one word too many: an edge is 'NODE NODE WEIGHT'", quote(more.text, more.length));
        }
        if (read_weight(&weight, &digits, &its_decimals) != 0) {
            return 2;
        }
    }
    if (edge_count == MOST_EDGES) {
        return fail(from.line, 0, "the graph has more than %d edges, which this program was made for", MOST_EDGES);
    }
    int tail = node_of(&from), head = tail < 0 ? -1 : node_of(&to);
    if (head < 0) {
        return 2;
    }
    edges[edge_count].from = (uint16_t)tail;
    edges[edge_count].to = (uint16_t)head;
    edges[edge_count].weight = digits;
    origins[edge_count].decimals = (uint8_t)its_decimals;
    origins[edge_count++].line = from.line;
    decimals = its_decimals > decimals ? its_decimals : decimals;
    return 0;
}

/* Reads a line of a graph. Returns 0, or 2 after a message. */
static int read_graph_line(void)
{
    struct word word = begin_words(&line);
    next_word(&line, &word);
    if (is_word(&word, "directed") || is_word(&word, "undirected")) {
        return read_directed(word);
    }
    if (is_word(&word, "source")) {
        return read_source(word);
    }
    if (is_word(&word, "target") || is_word(&word, "node")) {
        return read_names(word, is_word(&word, "target"));
    }
    return read_edge(word);
}

static int require_known(const struct place *place)
{
    const struct name *name = &names[place->name];
    return name->node >= 0
        ? 0
        : fail(
            place->line, place->column, "%s is on no edge: check the name, or declare it with 'node %s'", quote(name->text, name->length),
            name->text);
}

/* Makes sure that the graph is whole, and brings its weights to one unit. Returns 0, or 2 after a message. */
static int finish_graph(void)
{
    uint64_t left = most_in_all;
    if (!has_source) {
        return fail(first_line, 0, "the graph has no source: add a line 'source NAME'");
    }
    for (int i = 0; i < edge_count; i++) {
        edges[i].weight = in_units(edges[i].weight, origins[i].decimals);
        if (edges[i].weight > left) {
            return fail(origins[i].line, 0, "the weights of the graph add up to more than can be counted exactly");
        }
        left -= edges[i].weight;
    }
    if (require_known(&from_where) != 0) {
        return 2;
    }
    for (int i = 0; i < target_count; i++) {
        if (require_known(&targets[i]) != 0) {
            return 2;
        }
    }
    return 0;
}
