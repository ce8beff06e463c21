/* One row of a linear map with weights of 4 bits. */
static void linear4(int16_t *y, const int16_t *x, const struct map *map)
{
    const uint8_t *packed = map->weights;
    for (int column = 0; column < map->columns; column++) {
        int32_t sum = 0;
        unsigned bits = 0;
        for (int k = 0; k < map->rows; k++, bits >>= 4) {
            if (k % 2 == 0) {
                bits = *packed++;
            }
            sum += (int32_t)x[k] * ((int32_t)((bits & 15u) ^ 8u) - 8);
        }
        y[column] = finish(sum, map, column);
    }
}
