/* max(x, 0) */
static void relu(int16_t *y, const int16_t *x, int width)
{
    for (int i = 0; i < width; i++) {
        y[i] = (int16_t)(x[i] > 0 ? x[i] : 0);
    }
}
