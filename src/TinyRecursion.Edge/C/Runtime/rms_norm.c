/* One row times sqrt(width) / sqrt(sum of squares + offset), of which sqrt(width) is factor * 2^exponent. */
static void rms_norm(int16_t *y, const int16_t *x, int width, int16_t factor, int exponent, uint64_t offset)
{
    uint64_t squares = offset;
    for (int i = 0; i < width; i++) {
        squares += (uint32_t)((int32_t)x[i] * x[i]);
    }
    if (squares == 0) {
        memset(y, 0, (size_t)width * sizeof *y);
        return;
    }

    /* An even number of bits is taken off, or put on, so that 15 or 16 are left. */
    int pairs = 0;
    for (; squares >= (uint64_t)1 << 16; squares >>= 2) {
        pairs++;
    }
    for (; squares < (uint64_t)1 << 14; squares <<= 2) {
        pairs--;
    }
    int at = (int)(squares >> 8) - 64;
    int32_t part = (int32_t)(squares & 255);
    int32_t root = roots[at] - (((roots[at] - roots[at + 1]) * part + 128) >> 8);
    int32_t multiplier = times((int16_t)root, factor);
    int shift = 7 + pairs - exponent;
    shift = shift < -16 ? -16 : shift > 46 ? 46 : shift;
    for (int i = 0; i < width; i++) {
        y[i] = shift16((int32_t)x[i] * multiplier, shift);
    }
}
