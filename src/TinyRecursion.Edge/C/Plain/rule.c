static enum rule_status read_groups(const struct relation *by, int32_t (*next)(void))
{
    int32_t count = next(), end = 0;
    if (count < 0) {
        return RULE_BAD_NUMBER;
    }
    if (count > by->most_groups) {
        return RULE_TOO_MANY_GROUPS;
    }
    by->groups->starts[0] = 0;
    for (int32_t group = 0; group < count; group++) {
        int32_t members = next();
        if (members < 1) {
            return RULE_BAD_NUMBER;
        }
        if (members > by->most_members - end) {
            return RULE_TOO_MANY_MEMBERS;
        }
        for (; members > 0; members--) {
            int32_t member = next();
            if (member < 0 || member >= cells) {
                return RULE_BAD_NUMBER;
            }
            by->groups->members[end++] = (uint16_t)member;
        }
        by->groups->starts[group + 1] = (uint16_t)end;
    }
    *by->groups->count = (uint16_t)count;
    relate(by->groups);
    return RULE_OK;
}

static enum rule_status read_neighbours(const struct relation *by, int32_t (*next)(void))
{
    for (int i = 0; i < cells * by->degree; i++) {
        int32_t neighbour = next();
        if (neighbour < -1 || neighbour >= cells) {
            return RULE_BAD_NUMBER;
        }
        by->neighbours[i] = (uint16_t)(neighbour < 0 ? NO_NEIGHBOUR : neighbour);
    }
    return RULE_OK;
}

enum rule_status rule_begin(int32_t (*next)(void))
{
    int32_t count = next();
    cells = 0;
    if (count < 0) {
        return RULE_BAD_NUMBER;
    }
    if (count > RULE_CELLS || (EXACT_CELLS > 0 && count != EXACT_CELLS)) {
        return RULE_TOO_MANY_CELLS;
    }
    cells = (uint16_t)count;
    for (int i = 0; i < cells * FEATURE_COLUMNS; i++) {
        int32_t value = next();
        if (value < 0 || value > UINT16_MAX) {
            return RULE_BAD_NUMBER;
        }
        features[i] = (uint16_t)value;
    }
    for (const struct relation *by = relations; by->groups != NULL || by->neighbours != NULL; by++) {
        enum rule_status status = by->degree > 0 ? read_neighbours(by, next) : read_groups(by, next);
        if (status != RULE_OK) {
            return status;
        }
    }
    clear_state();
    return RULE_OK;
}

enum rule_status rule_read_state(int32_t (*next)(void))
{
    for (int i = 0; i < cells * STATE_WIDTH; i++) {
        int32_t entry = next();
        if (entry < INT16_MIN || entry > INT16_MAX) {
            return RULE_BAD_NUMBER;
        }
        state[i] = (int16_t)entry;
    }
    return RULE_OK;
}

int rule_step(void)
{
    return step();
}

const int16_t *rule_state(uint16_t *rows)
{
    *rows = cells;
    return state;
}

uint64_t rule_digest(uint32_t steps)
{
    return digest_of(steps);
}
