package org.optimizerstudy.engine.onednn;

/** How a convolution is computed. */
sealed interface ConvolutionAlgorithm permits Convolution, SpectralConvolution {

  /**
   * The algorithm for a convolution: Fourier transforms where they save enough multiplications,
   * else oneDNN's own.
   *
   * <p>The choice hangs on the shape alone, so that a trial gives the same bits everywhere.
   *
   * @param shape what to compute
   * @param inputGradient whether dL/dx will be wanted
   */
  static ConvolutionAlgorithm of(ConvolutionShape shape, boolean inputGradient) {
    SpectralConvolution spectral = SpectralConvolution.of(shape);
    return spectral.pays() ? spectral : Convolution.of(shape, inputGradient);
  }

  /**
   * What computes it.
   *
   * @param oneDnn owner of the primitives
   * @param rectified whether ReLU comes after it
   */
  LayerKernels kernels(OneDnn oneDnn, boolean rectified);
}
