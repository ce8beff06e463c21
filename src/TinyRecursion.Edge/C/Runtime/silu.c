/* Each entry times its sigmoid, which lies between two of a table. */
static void silu(int16_t *y, const int16_t *x, int width, int exponent)
{
    int finer = 12 - exponent;
    for (int i = 0; i < width; i++) {
        /* The size in units of 2^-12, cut to just below 8. */
        int32_t size = x[i] < 0 ? -(int32_t)x[i] : x[i];
        size = size > INT16_MAX ? INT16_MAX : size;
        if (finer < 0) {
            size >>= -finer;
        } else {
            int32_t most = INT16_MAX >> finer;
            size = (size < most ? size : most) << finer;
        }
        int at = (int)(size >> 9);
        int32_t part = size & 511, sigmoid = sigmoids[at] + (((sigmoids[at + 1] - sigmoids[at]) * part + 256) >> 9);
        y[i] = times(x[i], (int16_t)(x[i] >= 0 ? sigmoid : 32768 - sigmoid));
    }
}
