/* The products of two rows. */
static void multiply(int16_t *y, const int16_t *a, const int16_t *b, int width, int shift)
{
    for (int i = 0; i < width; i++) {
        y[i] = shift16((int32_t)a[i] * b[i], shift);
    }
}
