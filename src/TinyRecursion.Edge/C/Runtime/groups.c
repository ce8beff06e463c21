/* A relation of groups: the members of each, and the groups of each cell, which are found from those. */
struct groups {
    uint16_t *count;
    uint16_t *starts;
    uint16_t *members;
    uint16_t *cell_starts;
    uint16_t *memberships;
};

/* Finds the groups of each cell, rising. */
static void relate(const struct groups *by)
{
    uint16_t *next = by->cell_starts;
    int last = by->starts[*by->count];
    memset(next, 0, (size_t)(cells + 1) * sizeof *next);
    for (int i = 0; i < last; i++) {
        next[by->members[i] + 1]++;
    }
    for (int cell = 0; cell < cells; cell++) {
        next[cell + 1] = (uint16_t)(next[cell + 1] + next[cell]);
    }

    /* Each start moves on to the next cell's while the groups are filled in, and then back. */
    for (int group = 0; group < *by->count; group++) {
        for (int i = by->starts[group]; i < by->starts[group + 1]; i++) {
            by->memberships[next[by->members[i]]++] = (uint16_t)group;
        }
    }
    for (int cell = cells; cell > 0; cell--) {
        next[cell] = next[cell - 1];
    }
    next[0] = 0;
}
