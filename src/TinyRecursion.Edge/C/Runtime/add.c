/* The sum of two rows. */
static void add(int16_t *y, const int16_t *a, const int16_t *b, int width)
{
    for (int i = 0; i < width; i++) {
        y[i] = saturate16((int32_t)a[i] + b[i]);
    }
}
