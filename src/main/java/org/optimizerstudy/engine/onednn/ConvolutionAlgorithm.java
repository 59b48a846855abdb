package org.optimizerstudy.engine.onednn;

/** An algorithm for a convolution. */
sealed interface ConvolutionAlgorithm
    permits Convolution, SpectralConvolution, WinogradConvolution {

  /**
   * Selects the algorithm for a convolution: Winograd's algorithm for 3x3 windows on CPUs for which
   * oneDNN does not have it; Fourier transforms if they save enough multiplications; otherwise
   * oneDNN's convolution.
   *
   * <p>The choice depends only on the shape and on whether the CPU has AVX-512, so a trial does not
   * use different algorithms on different machines of a kind.
   *
   * @param shape the shape of the convolution
   * @param needsInputGradient whether dL/dx will be requested
   */
  static ConvolutionAlgorithm of(ConvolutionShape shape, boolean needsInputGradient) {
    WinogradConvolution winograd = WinogradConvolution.of(shape);
    if (winograd.isWorthwhile()) {
      return winograd;
    }
    SpectralConvolution spectral = SpectralConvolution.of(shape);
    return spectral.isWorthwhile() ? spectral : Convolution.of(shape, needsInputGradient);
  }

  /**
   * Creates the kernels.
   *
   * @param oneDnn the owner of the primitives
   * @param relu whether ReLU follows the convolution
   */
  LayerKernels kernels(OneDnn oneDnn, boolean relu);
}
