/* The maxima over the members of a group. */
static void maximum(int16_t *y, const int16_t *x, int width, const struct groups *by, int group)
{
    for (int i = 0; i < width; i++) {
        int16_t largest = INT16_MIN;
        for (int at = by->starts[group]; at < by->starts[group + 1]; at++) {
            int16_t entry = x[by->members[at] * width + i];
            largest = entry > largest ? entry : largest;
        }
        y[i] = largest;
    }
}
