/* One row of a linear map with weights of 8 bits. */
static void linear8(int16_t *y, const int16_t *x, const struct map *map)
{
    const int8_t *weight = map->weights;
    for (int column = 0; column < map->columns; column++) {
        const int16_t *entry = x;
        int32_t sum = 0;
        for (int rest = map->rows / 4; rest > 0; rest--, entry += 4, weight += 4) {
            sum += (int32_t)entry[0] * weight[0];
            sum += (int32_t)entry[1] * weight[1];
            sum += (int32_t)entry[2] * weight[2];
            sum += (int32_t)entry[3] * weight[3];
        }
        for (int rest = map->rows % 4; rest > 0; rest--) {
            sum += (int32_t)*entry++ * *weight++;
        }
        y[column] = finish(sum, map, column);
    }
}
