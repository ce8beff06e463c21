/* One row of a linear map with weights of 2 bits: -1, 0 and 1. */
static void linear2(int16_t *y, const int16_t *x, const struct map *map)
{
    const uint8_t *packed = map->weights;
    for (int column = 0; column < map->columns; column++) {
        int32_t sum = 0;
        unsigned bits = 0;
        for (int k = 0; k < map->rows; k++, bits >>= 2) {
            if (k % 4 == 0) {
                bits = *packed++;
            }
            sum += (int32_t)x[k] * ((int32_t)((bits & 3u) ^ 2u) - 2);
        }
        y[column] = finish(sum, map, column);
    }
}
