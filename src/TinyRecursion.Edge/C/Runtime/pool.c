/* The means over the members of a group, then the maxima. */
static void pool(int16_t *y, const int16_t *x, int width, const struct groups *by, int group)
{
    int count = by->starts[group + 1] - by->starts[group], whole = 0;
    while (count >> (whole + 1) > 0) {
        whole++;
    }
    int32_t rest = (((int32_t)1 << (15 + whole)) + count / 2) / count;
    for (int i = 0; i < width; i++) {
        int32_t sum = 0;
        for (int at = by->starts[group]; at < by->starts[group + 1]; at++) {
            sum += x[by->members[at] * width + i];
        }
        if (whole > 0) {
            sum = (sum + ((int32_t)1 << (whole - 1))) >> whole;
        }
        y[i] = shift16((int64_t)sum * rest, 15);
    }
    maximum(y + width, x, width, by, group);
}
