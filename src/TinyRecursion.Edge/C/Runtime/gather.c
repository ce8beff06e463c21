/* A cell's neighbours side by side, zeros for none. */
static void gather(int16_t *y, const int16_t *x, int width, int degree, const uint16_t *neighbours)
{
    for (int slot = 0; slot < degree; slot++, y += width) {
        if (neighbours[slot] == NO_NEIGHBOUR) {
            memset(y, 0, (size_t)width * sizeof *y);
        } else {
            memcpy(y, x + neighbours[slot] * width, (size_t)width * sizeof *y);
        }
    }
}
