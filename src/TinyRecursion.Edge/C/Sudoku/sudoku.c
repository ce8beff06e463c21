#define ALL_DIGITS 511u

static int box_of(int place)
{
    return place / 27 * 3 + place % 9 / 3;
}

/* A place of one of the 27 units: rows, then columns, then boxes. */
static int place_of(int unit, int at)
{
    if (unit < 9) {
        return unit * 9 + at;
    }
    if (unit < 18) {
        return at * 9 + unit - 9;
    }
    unit -= 18;
    return (unit / 3 * 3 + at / 3) * 9 + unit % 3 * 3 + at % 3;
}

static int is_single(unsigned mask)
{
    return mask != 0 && (mask & (mask - 1)) == 0;
}

static int digit_of(unsigned mask)
{
    int digit = 0;
    while (mask >> (digit + 1) != 0) {
        digit++;
    }
    return digit;
}

/* ---- Singles ---- */

static void settle(int place, unsigned bit)
{
    if ((masks[place] & bit) == 0) {
        contradiction = 1;
        return;
    }
    masks[place] = (uint16_t)bit;
    if (!settled[place]) {
        settled[place] = 1;
        queue[queued++] = (uint8_t)place;
    }
}

/* Takes the digit of a settled place from a unit that it is in. */
static void take_from(int unit, int place)
{
    unsigned bit = masks[place];
    for (int at = 0; at < 9; at++) {
        int peer = place_of(unit, at);
        if (peer != place && (masks[peer] & bit) != 0) {
            unsigned rest = masks[peer] & ~bit;
            if (rest == 0) {
                contradiction = 1;
                return;
            }
            masks[peer] = (uint16_t)rest;
            if (is_single(rest)) {
                settle(peer, rest);
            }
        }
    }
}

/* Settles digits with one place left in a unit. Returns whether there were any. */
static int settle_hidden(int unit)
{
    unsigned once = 0, more = 0, done = 0;
    for (int at = 0; at < 9; at++) {
        int place = place_of(unit, at);
        more |= once & masks[place];
        once |= masks[place];
        done |= settled[place] ? masks[place] : 0u;
    }
    if (once != ALL_DIGITS) {
        contradiction = 1;
        return 0;
    }

    unsigned singles = once & ~more & ~done;
    for (int at = 0; at < 9; at++) {
        int place = place_of(unit, at);
        unsigned bit = masks[place] & singles;
        if (bit != 0 && !settled[place]) {
            /* Two digits with only this place left cannot both go here. */
            contradiction |= (uint8_t)!is_single(bit);
            settle(place, bit);
        }
    }
    return singles != 0;
}

static void propagate(void)
{
    int changed = 1;
    while (changed && !contradiction) {
        changed = 0;
        while (queued > 0 && !contradiction) {
            int place = queue[--queued];
            take_from(place / 9, place);
            take_from(9 + place % 9, place);
            take_from(18 + box_of(place), place);
        }
        for (int unit = 0; unit < 27 && !contradiction; unit++) {
            changed |= settle_hidden(unit);
        }
    }
}

/* ---- From a board to a problem and back ---- */

/* Whether a candidate is in the group of a key: of a place, or of a digit in a row, in a column, in a box. */
static int is_in(int candidate, int kind, int key)
{
    int place = candidate_place[candidate], digit = candidate_digit[candidate];
    switch (kind) {
    case 0:
        return place == key;
    case 1:
        return place / 9 * 9 + digit == key;
    case 2:
        return place % 9 * 9 + digit == key;
    default:
        return box_of(place) * 9 + digit == key;
    }
}

static void add_groups(const struct groups *by, int kind)
{
    uint16_t count = *by->count, end = by->starts[count];
    for (int key = 0; key < SUDOKU_BOARD; key++) {
        for (int candidate = 0; candidate < cells; candidate++) {
            if (is_in(candidate, kind, key)) {
                by->members[end++] = (uint16_t)candidate;
            }
        }
        if (end != by->starts[count]) {
            by->starts[++count] = end;
        }
    }
    *by->count = count;
}

/* The size of one of a candidate's groups. */
static uint8_t size_of(const struct groups *by, int candidate, int which)
{
    int group = by->memberships[by->cell_starts[candidate] + which];
    return (uint8_t)(by->starts[group + 1] - by->starts[group]);
}

static void encode(void)
{
    by_cell_count = 0;
    by_line_count = 0;
    by_box_count = 0;
    by_cell_starts[0] = 0;
    by_line_starts[0] = 0;
    by_box_starts[0] = 0;
    add_groups(&by_cell, 0);
    add_groups(&by_line, 1);
    add_groups(&by_line, 2);
    add_groups(&by_box, 3);
    relate(&by_cell);
    relate(&by_line);
    relate(&by_box);
    for (int candidate = 0; candidate < cells; candidate++) {
        features[candidate * FEATURE_COLUMNS] = size_of(&by_cell, candidate, 0);
        features[candidate * FEATURE_COLUMNS + 1] = size_of(&by_line, candidate, 0);
        features[candidate * FEATURE_COLUMNS + 2] = size_of(&by_line, candidate, 1);
        features[candidate * FEATURE_COLUMNS + 3] = size_of(&by_box, candidate, 0);
    }
}

/* In each open place the best candidate, the lowest digit of equals. */
static void decode(void)
{
    int16_t best = 0;
    for (int candidate = 0; candidate < cells; candidate++) {
        int16_t score;
        read_out(&score, candidate);
        if (candidate == 0 || candidate_place[candidate] != candidate_place[candidate - 1] || score > best) {
            best = score;
            answer[candidate_place[candidate]] = (uint8_t)(candidate_digit[candidate] + 1);
        }
    }
}

static int is_solved(void)
{
    for (int unit = 0; unit < 27; unit++) {
        unsigned seen = 0;
        for (int at = 0; at < 9; at++) {
            seen |= 1u << answer[place_of(unit, at)];
        }
        if (seen != ALL_DIGITS << 1) {
            return 0;
        }
    }
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        if (puzzle[place] != 0 && puzzle[place] != answer[place]) {
            return 0;
        }
    }
    return 1;
}

/* ---- Runs ---- */

enum sudoku_status sudoku_begin(const uint8_t clues[SUDOKU_BOARD])
{
    cells = 0;
    queued = 0;
    contradiction = 0;
    memset(settled, 0, sizeof settled);
    memset(answer, 0, sizeof answer);
    memcpy(puzzle, clues, sizeof puzzle);
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        masks[place] = ALL_DIGITS;
    }
    for (int place = 0; place < SUDOKU_BOARD && !contradiction; place++) {
        if (puzzle[place] != 0) {
            settle(place, 1u << (puzzle[place] - 1));
        }
    }
    propagate();
    if (contradiction) {
        return SUDOKU_REFUTED;
    }

    uint32_t open = 0;
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        if (is_single(masks[place])) {
            answer[place] = (uint8_t)(digit_of(masks[place]) + 1);
            continue;
        }
        for (int digit = 0; digit < 9; digit++) {
            if ((masks[place] >> digit & 1u) != 0) {
                if (open < SUDOKU_CELLS) {
                    candidate_place[open] = (uint8_t)place;
                    candidate_digit[open] = (uint8_t)digit;
                }
                open++;
            }
        }
    }
    if (open > SUDOKU_CELLS) {
        return SUDOKU_TOO_LARGE;
    }
    if (open == 0) {
        return is_solved() ? SUDOKU_SOLVED : SUDOKU_REFUTED;
    }

    cells = (uint16_t)open;
    encode();
    clear_state();
    return SUDOKU_OPEN;
}

enum sudoku_status sudoku_step(void)
{
    step();
    decode();
    return is_solved() ? SUDOKU_SOLVED : SUDOKU_OPEN;
}

enum sudoku_status sudoku_solve(uint32_t most_steps, uint32_t *steps)
{
    enum sudoku_status status = SUDOKU_OPEN;
    for (*steps = 0; status == SUDOKU_OPEN && *steps < most_steps; ++*steps) {
        status = sudoku_step();
    }
    return status;
}

const uint8_t *sudoku_answer(void)
{
    return answer;
}

uint32_t sudoku_candidates(void)
{
    uint32_t open = 0;
    for (int place = 0; place < SUDOKU_BOARD; place++) {
        for (unsigned rest = is_single(masks[place]) ? 0u : masks[place]; rest != 0; rest &= rest - 1) {
            open++;
        }
    }
    return open;
}

uint64_t sudoku_digest(uint32_t steps)
{
    return digest_of(steps);
}
