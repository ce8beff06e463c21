#define GRAPHS_NODES GRAPHS_BY_INTO_GROUPS     /* most nodes */
#define GRAPHS_MEMBERS GRAPHS_BY_INTO_MEMBERS  /* most nodes and arcs together; an edge that leads both ways is two arcs */
#define GRAPHS_NO_NODE UINT16_MAX

/* An edge between two nodes, which are numbered from 0. Of several the lightest counts; one from a node to itself changes nothing. */
struct graphs_edge {
    uint16_t from;
    uint16_t to;
    uint64_t weight; /* all of a graph come to at most 2^60 */
};

enum graphs_status {
    GRAPHS_OPEN,           /* the rule has not reached every node yet, and its state moves */
    GRAPHS_SOLVED,         /* the distances are those of shortest paths */
    GRAPHS_STILL,          /* no step would change anything, and a distance is wrong */
    GRAPHS_TOO_MANY_NODES, /* there is memory for GRAPHS_NODES */
    GRAPHS_TOO_MANY_ARCS,  /* there is memory for GRAPHS_MEMBERS nodes and arcs together */
    GRAPHS_TOO_LONG,       /* the graph needs more than GRAPHS_CELLS cells, see graphs_cells */
    GRAPHS_NO_WEIGHT       /* an arc has the weight 0: the rule moves by one unit of length a step */
};

/* Takes a graph, whose edges lead both ways unless it is directed, and sets the state to zeros. It is the program's only one. */
enum graphs_status graphs_begin(uint16_t its_nodes, uint16_t its_source, const struct graphs_edge *edges, uint16_t edge_count, int is_directed);

/* The cells that the graph needs: one for each node, and as many for each arc as it is long in the largest unit that divides all weights. */
uint64_t graphs_cells(void);

/* Takes one step and notes the nodes that it reaches; checks the distances at the end. To be called while the graph is open. */
enum graphs_status graphs_step(void);

/* Steps until the graph is no longer open, at most so many; counts the steps and checks the distances. */
enum graphs_status graphs_solve(uint32_t most_steps, uint32_t *steps);

/* Whether there is a way to a node. */
int graphs_is_reached(uint16_t node);

/* The distance of a node that is reached. */
uint64_t graphs_distance(uint16_t node);

/* Where a graph is solved, the node before another on a shortest path of fewest edges; GRAPHS_NO_NODE for the source. */
uint16_t graphs_node_before(uint16_t node);

/* Takes so many steps, whether they reach all nodes or not, and gives the digest of the states after each. */
uint64_t graphs_digest(uint32_t steps);
