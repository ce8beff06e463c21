/* The largest integer whose square is not above a value of 2^60 to 2^62. */
static uint32_t square_root(uint64_t value)
{
    uint64_t root = 0;
    for (uint64_t bit = (uint64_t)1 << 60; bit != 0; bit >>= 2) {
        uint64_t next = root + bit;
        root >>= 1;
        if (value >= next) {
            value -= next;
            root += bit;
        }
    }
    return (uint32_t)root;
}

/* One row times factor / sqrt(sum of squares + offset). */
static void rms_norm(int16_t *y, const int16_t *x, int width, uint32_t factor, uint64_t offset)
{
    uint64_t squares = offset;
    for (int i = 0; i < width; i++) {
        squares += (uint32_t)((int32_t)x[i] * x[i]);
    }
    if (squares == 0) {
        memset(y, 0, (size_t)width * sizeof *y);
        return;
    }

    /* The root to 31 bits. */
    int pairs = 0;
    for (; squares < (uint64_t)1 << 60; squares <<= 2) {
        pairs++;
    }
    uint32_t root = square_root(squares);

    /* The quotient to 15: the least power of two that makes it 2^14 at least. */
    int bits = 0;
    uint64_t scaled = factor;
    for (; scaled < (uint64_t)root << 14; scaled <<= 1) {
        bits++;
    }
    int32_t multiplier = 0;
    for (int bit = 14; bit >= 0; bit--) {
        if (scaled >= (uint64_t)root << bit) {
            scaled -= (uint64_t)root << bit;
            multiplier |= (int32_t)1 << bit;
        }
    }

    int shift = bits - pairs < -16 ? -16 : bits - pairs > 46 ? 46 : bits - pairs;
    for (int i = 0; i < width; i++) {
        y[i] = shift16((int32_t)x[i] * multiplier, shift);
    }
}
