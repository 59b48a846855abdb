// What every kernel computes with. The same bits on every device that has fma, denormals and
// correctly rounded division and square root: nothing is contracted, nothing is reordered, and the
// transcendental functions are our own.
#pragma OPENCL FP_CONTRACT OFF

// e^x, at most 2 ulp off. With n = rint(x / ln 2) and r = x - n ln 2 it is 2^n e^r; the polynomial
// is Cephes' expf. The power is applied in two factors, so that results may be denormal.
float exponential(float x) {
  if (x != x) {
    return x;
  }
  if (x > 88.72284f) {
    return INFINITY;
  }
  if (x < -104.0f) {
    return 0;
  }
  float n = rint(x * 1.44269504f);
  float r = fma(n, -0.693359375f, x);
  r = fma(n, 2.12194440e-4f, r);
  float p = 1.9875691500e-4f;
  p = fma(p, r, 1.3981999507e-3f);
  p = fma(p, r, 8.3334519073e-3f);
  p = fma(p, r, 4.1665795894e-2f);
  p = fma(p, r, 1.6666665459e-1f);
  p = fma(p, r, 5.0000001201e-1f);
  float power = fma(p, r * r, r) + 1;
  int half_n = (int) n / 2;
  float first = as_float((half_n + 127) << 23);
  float second = as_float(((int) n - half_n + 127) << 23);
  return power * first * second;
}

// log x of a positive normal number, at most 2 ulp off; NaN of NaN. With x = 2^n (1 + r), where
// 1 + r is from sqrt(1/2) to sqrt(2); the polynomial is Cephes' logf.
float logarithm(float x) {
  if (x != x) {
    return x;
  }
  int bits = as_int(x) - 0x3f3504f3;
  float n = (float) (bits >> 23);
  float r = as_float((bits & 0x007fffff) + 0x3f3504f3) - 1;
  float square = r * r;
  float p = 7.0376836292e-2f;
  p = fma(p, r, -1.1514610310e-1f);
  p = fma(p, r, 1.1676998740e-1f);
  p = fma(p, r, -1.2420140846e-1f);
  p = fma(p, r, 1.4249322787e-1f);
  p = fma(p, r, -1.6668057665e-1f);
  p = fma(p, r, 2.0000714765e-1f);
  p = fma(p, r, -2.4999993993e-1f);
  p = fma(p, r, 3.3333331174e-1f);
  p = p * r * square;
  p = fma(n, -2.12194440e-4f, p);
  p = fma(square, -0.5f, p);
  return fma(n, 0.693359375f, r + p);
}
