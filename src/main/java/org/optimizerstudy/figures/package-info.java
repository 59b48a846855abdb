/**
 * Figures: which trials each shows, what they measured there, and how that is drawn. One {@link
 * org.optimizerstudy.figures.Figure} is the source of all its forms.
 */
package org.optimizerstudy.figures;
