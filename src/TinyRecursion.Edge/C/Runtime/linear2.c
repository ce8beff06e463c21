/* The lowest 2 bits as a number in two's complement. */
static int32_t weight2(unsigned bits)
{
    return (int32_t)((bits & 3u) ^ 2u) - 2;
}

/* One row of a linear map with weights of 2 bits: -1, 0 and 1. */
static void linear2(int16_t *y, const int16_t *x, const struct map *map)
{
    const uint8_t *packed = map->weights;
    for (int column = 0; column < map->columns; column++) {
        const int16_t *entry = x;
        int32_t sum = 0;
        for (int rest = map->rows / 4; rest > 0; rest--, entry += 4) {
            unsigned bits = *packed++;
            sum += entry[0] * weight2(bits);
            sum += entry[1] * weight2(bits >> 2);
            sum += entry[2] * weight2(bits >> 4);
            sum += entry[3] * weight2(bits >> 6);
        }
        if (map->rows % 4 != 0) {
            unsigned bits = *packed++;
            for (int rest = map->rows % 4; rest > 0; rest--, bits >>= 2) {
                sum += *entry++ * weight2(bits);
            }
        }
        y[column] = finish(sum, map, column);
    }
}
