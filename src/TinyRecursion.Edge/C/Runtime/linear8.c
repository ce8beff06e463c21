/* One row of a linear map with weights of 8 bits. */
static void linear8(int16_t *y, const int16_t *x, const struct map *map)
{
    const int8_t *weight = map->weights;
    for (int column = 0; column < map->columns; column++) {
        int32_t sum = 0;
        for (int k = 0; k < map->rows; k++) {
            sum += (int32_t)x[k] * *weight++;
        }
        y[column] = finish(sum, map, column);
    }
}
