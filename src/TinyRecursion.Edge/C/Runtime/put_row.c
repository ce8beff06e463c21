/* Copies a row. Returns whether anything changed. */
static int put_row(int16_t *y, const int16_t *x, int width)
{
    int changed = 0;
    for (int i = 0; i < width; i++) {
        changed |= y[i] != x[i];
        y[i] = x[i];
    }
    return changed;
}
