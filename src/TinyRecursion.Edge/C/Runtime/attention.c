/* How products of queries and keys become scores in units of 1/256. */
struct scores {
    int16_t narrow_query;
    int16_t narrow_key;
    int16_t multiplier;
    int16_t shift;
};

/* An entry times a multiplier, cut to -127..127. */
static int32_t narrow(int16_t value, int16_t multiplier)
{
    int16_t y = times(value, multiplier);
    return y > INT8_MAX ? INT8_MAX : y < -INT8_MAX ? -INT8_MAX : y;
}

/* e^(-difference / 256) in units of 1/32767. */
static int16_t exponential(int32_t difference)
{
    return (int16_t)(difference >= 12 * 256 ? 0 : times(exp_wholes[difference / 256], exp_parts[difference % 256]));
}

/* What one cell hears from all cells. */
static void attention(
    int16_t *y, const int16_t *q, const int16_t *k, const int16_t *v, int rows, int width, int heads, const struct scores *by)
{
    int head = width / heads;
    for (int at = 0; at < width; at += head) {
        int32_t largest = INT32_MIN;
        for (int row = 0; row < rows; row++) {
            int32_t dot = 0;
            for (int i = at; i < at + head; i++) {
                dot += narrow(q[i], by->narrow_query) * narrow(k[row * width + i], by->narrow_key);
            }
            int32_t score = times(shift16(dot, by->shift), by->multiplier);
            largest = score > largest ? score : largest;
            attention_weights[row] = score;
        }

        uint32_t total = 0;
        for (int row = 0; row < rows; row++) {
            attention_weights[row] = exponential(largest - attention_weights[row]);
            total += (uint32_t)attention_weights[row];
        }
        for (int row = 0; row < rows; row++) {
            attention_weights[row] = (int32_t)((((uint32_t)attention_weights[row] << 15) + total / 2) / total);
        }

        for (int i = at; i < at + head; i++) {
            int64_t sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += (int64_t)attention_weights[row] * v[row * width + i];
            }
            y[i] = shift16(sum, 15);
        }
    }
}
