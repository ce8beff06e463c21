/* A row times factor / 2^shift. */
static void scale(int16_t *y, const int16_t *x, int width, int16_t factor, int shift)
{
    for (int i = 0; i < width; i++) {
        y[i] = shift16((int32_t)x[i] * factor, shift);
    }
}
