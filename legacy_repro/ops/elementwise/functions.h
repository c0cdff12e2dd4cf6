// exp, log and tanh of floats without a branch, so that a loop over them becomes vector code.
//
// They are computed in double: the result is the float next to the true value, but for about one in
// a hundred million that lie halfway between two.

#ifndef LEGACY_REPRO_FUNCTIONS_H
#define LEGACY_REPRO_FUNCTIONS_H

#include <cmath>
#include <cstdint>
#include <cstring>

namespace elementwise {

inline int64_t bits(double x) {
    int64_t result;
    std::memcpy(&result, &x, sizeof x);
    return result;
}

inline double of_bits(int64_t x) {
    double result;
    std::memcpy(&result, &x, sizeof x);
    return result;
}

// Added to a small integer it leaves the integer in the last bits of the sum.
constexpr double INTEGER = 0x1.8p52;

// e^x = 2^n e^r, |r| <= log(2) / 2, by Taylor's series; |x| < 700.
inline double power_of_e(double x) {
    const double shifted = x * 0x1.71547652b82fep0 + INTEGER, n = shifted - INTEGER;
    const double r = x - n * 0x1.62e42fefa39efp-1;
    double sum = 1.0 / 3628800;
    sum = sum * r + 1.0 / 362880;
    sum = sum * r + 1.0 / 40320;
    sum = sum * r + 1.0 / 5040;
    sum = sum * r + 1.0 / 720;
    sum = sum * r + 1.0 / 120;
    sum = sum * r + 1.0 / 24;
    sum = sum * r + 1.0 / 6;
    sum = sum * r + 1.0 / 2;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    return of_bits(bits(sum) + (bits(shifted) << 52));
}

// Where the result is 0 or infinite as a float, x is cut to what gives just that.
inline float exp(float x) {
    const float above = x < -110 ? -110 : x, between = above > 90 ? 90 : above;
    return power_of_e(between);
}

// (e^2x - 1) / (e^2x + 1), and x (1 - x^2 / 3) where the difference would lose all digits.
inline float tanh(float x) {
    const float above = x < -20 ? -20 : x, between = above > 20 ? 20 : above;
    const double y = between, power = power_of_e(2 * y);
    const double far = (power - 1) / (power + 1), near = y * (1 - y * y / 3);
    return y * y < 1e-6 ? near : far;
}

// log(2^n m) = n log(2) + 2 (s + s^3 / 3 + s^5 / 5 ...) with s = (m - 1) / (m + 1), m near 1.
inline float log(float x) {
    constexpr int64_t HALF_ROOT = 0x3fe6a09e667f3bcd, MANTISSA = 0xfffffffffffff;
    const int64_t above = bits(x) - HALF_ROOT;
    const double n = of_bits((above >> 52) + bits(INTEGER)) - INTEGER;
    const double m = of_bits((above & MANTISSA) + HALF_ROOT);
    const double s = (m - 1) / (m + 1), s2 = s * s;
    double sum = 1.0 / 15;
    sum = sum * s2 + 1.0 / 13;
    sum = sum * s2 + 1.0 / 11;
    sum = sum * s2 + 1.0 / 9;
    sum = sum * s2 + 1.0 / 7;
    sum = sum * s2 + 1.0 / 5;
    sum = sum * s2 + 1.0 / 3;
    const double finite = n * 0x1.62e42fefa39efp-1 + 2 * (s + s * s2 * sum);
    const double zero_or_less = x < 0 ? NAN : -INFINITY, positive = x < INFINITY ? finite : x;
    return x > 0 ? positive : x <= 0 ? zero_or_less : x;
}

// Of all other types those of the C library.
template <typename T>
auto exp(T x) {
    return std::exp(x);
}

template <typename T>
auto tanh(T x) {
    return std::tanh(x);
}

template <typename T>
auto log(T x) {
    return std::log(x);
}

}  // namespace elementwise

#endif
