#define FAR UINT16_MAX

/* The square beside another: down 0, left 1, right 2, up 3; -1 beyond the edge. */
static int beside(int square, int direction)
{
    switch (direction) {
    case 0:
        return square + columns < rows * columns ? square + columns : -1;
    case 1:
        return square % columns > 0 ? square - 1 : -1;
    case 2:
        return square % columns < columns - 1 ? square + 1 : -1;
    default:
        return square >= columns ? square - columns : -1;
    }
}

/* The moves from start to goal, FAR where there is no path. */
static uint16_t count_moves(void)
{
    int head = 0, tail = 0;
    for (int square = 0; square < rows * columns; square++) {
        numbers[square] = FAR;
    }
    numbers[start] = 0;
    squares_of[tail++] = start;
    while (head < tail) {
        int square = squares_of[head++];
        for (int direction = 0; direction < 4; direction++) {
            int next = beside(square, direction);
            if (next >= 0 && numbers[next] == FAR && board[next] != MAZE_WALL) {
                numbers[next] = (uint16_t)(numbers[square] + 1);
                squares_of[tail++] = (uint16_t)next;
            }
        }
    }
    return numbers[goal];
}

/* Each square that is no wall is a cell, and sees those beside it. */
static void encode(void)
{
    cells = 0;
    for (int square = 0; square < rows * columns; square++) {
        numbers[square] = NO_NEIGHBOUR;
        if (board[square] != MAZE_WALL) {
            numbers[square] = cells;
            squares_of[cells++] = (uint16_t)square;
        }
    }
    for (int cell = 0; cell < cells; cell++) {
        features[cell] = board[squares_of[cell]];
        for (int direction = 0; direction < 4; direction++) {
            int next = beside(squares_of[cell], direction);
            by_around[cell * 4 + direction] = (uint16_t)(next < 0 ? NO_NEIGHBOUR : numbers[next]);
        }
    }
}

/* Marks the free squares with a score above zero. Returns whether any mark has changed. */
static int decode(void)
{
    int changed = 0;
    for (int cell = 0; cell < cells; cell++) {
        int square = squares_of[cell];
        int16_t score;
        read_out(&score, cell);
        uint8_t mark = (uint8_t)(board[square] == MAZE_FREE && score > 0);
        changed |= mark != marks[square];
        marks[square] = mark;
    }
    return changed;
}

/* The marked square beside another that is not the one before; -1 for none. */
static int next_mark(int square, int before)
{
    for (int direction = 0; direction < 4; direction++) {
        int next = beside(square, direction);
        if (next >= 0 && next != before && marks[next]) {
            return next;
        }
    }
    return -1;
}

/* Whether the marks are a shortest way, or none where there is none. No shortest way touches itself, so that there is never a
 * second mark to choose. */
static int is_right(void)
{
    int count = 0, before = -1, square = start;
    for (int at = 0; at < rows * columns; at++) {
        count += marks[at];
    }
    if (moves == FAR) {
        return count == 0;
    }
    if (count != moves - 1) {
        return 0;
    }
    for (; count > 0; count--) {
        int next = next_mark(square, before);
        if (next < 0) {
            return 0;
        }
        before = square;
        square = next;
    }
    for (int direction = 0; direction < 4; direction++) {
        if (beside(square, direction) == goal) {
            return 1;
        }
    }
    return 0;
}

enum maze_status maze_begin(const uint8_t *squares, uint16_t its_rows, uint16_t its_columns)
{
    if ((uint32_t)its_rows * its_columns > MAZE_CELLS) {
        return MAZE_TOO_LARGE;
    }
    rows = its_rows;
    columns = its_columns;
    looked = 0;
    memcpy(board, squares, (size_t)(rows * columns));
    memset(marks, 0, (size_t)(rows * columns));
    for (int square = 0; square < rows * columns; square++) {
        start = board[square] == MAZE_START ? (uint16_t)square : start;
        goal = board[square] == MAZE_GOAL ? (uint16_t)square : goal;
    }
    moves = count_moves();
    encode();
    clear_state();
    return MAZE_OPEN;
}

enum maze_status maze_step(void)
{
    int moved = step(), changed = decode();
    if ((changed || !looked) && is_right()) {
        return moves == FAR ? MAZE_NO_PATH : MAZE_SOLVED;
    }
    looked = 1;
    return moved ? MAZE_OPEN : MAZE_STILL;
}

enum maze_status maze_solve(uint32_t most_steps, uint32_t *steps)
{
    enum maze_status status = MAZE_OPEN;
    for (*steps = 0; status == MAZE_OPEN && *steps < most_steps; ++*steps) {
        status = maze_step();
    }
    return status;
}

uint32_t maze_default_steps(void)
{
    uint32_t enough = 2u * rows * columns + 2u, sides = 16u * ((uint32_t)rows + columns);
    return enough < sides ? enough : sides;
}

const uint8_t *maze_marks(void)
{
    return marks;
}

uint64_t maze_digest(uint32_t steps)
{
    return digest_of(steps);
}
