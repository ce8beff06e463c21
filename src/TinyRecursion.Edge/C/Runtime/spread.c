/* The sum of the groups of a cell. */
static void spread(int16_t *y, const int16_t *x, int width, const struct groups *by, int cell)
{
    memset(y, 0, (size_t)width * sizeof *y);
    for (int at = by->cell_starts[cell]; at < by->cell_starts[cell + 1]; at++) {
        const int16_t *group = x + by->memberships[at] * width;
        for (int i = 0; i < width; i++) {
            y[i] = saturate16((int32_t)y[i] + group[i]);
        }
    }
}
