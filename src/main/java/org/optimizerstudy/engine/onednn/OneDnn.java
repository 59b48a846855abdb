package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.lang.ref.Cleaner;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_matmul_desc_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A oneDNN context of one layer: a CPU engine, a stream, and the owner of all memory objects and
 * primitives created through it.
 *
 * <p>All of them are destroyed by {@link #close()}, or when this object becomes unreachable. Their
 * arrays are then garbage-collected unless referenced elsewhere. An instance must be used by one
 * thread at a time; instances are independent.
 */
final class OneDnn implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int FLOATS_PER_CACHE_LINE = 16;

  private final Natives natives = new Natives();
  private final Cleaner.Cleanable cleanable = CLEANER.register(this, natives);
  private final List<INDArray> arrays = new ArrayList<>();
  private final dnnl_engine engine;
  private final dnnl_stream stream;

  /** Creates the engine and its stream. */
  OneDnn() {
    dnnl_engine newEngine = new dnnl_engine();
    check("dnnl_engine_create", dnnl_engine_create(newEngine, dnnl_cpu, 0));
    natives.add(() -> dnnl_engine_destroy(newEngine));
    dnnl_stream newStream = new dnnl_stream();
    check(
        "dnnl_stream_create", dnnl_stream_create(newStream, newEngine, dnnl_stream_default_flags));
    natives.add(() -> dnnl_stream_destroy(newStream));
    engine = newEngine;
    stream = newStream;
  }

  /** Throws {@link OneDnnException} if {@code status} is not success. */
  static void check(String call, int status) {
    if (status != dnnl_success) {
      throw new OneDnnException(call, status);
    }
  }

  /** A new array of zeros in a layout, freed by {@link #close()}. */
  INDArray zeros(Layout layout) {
    return zeros(layout.shape());
  }

  /**
   * A new row-major array of zeros that is aligned to a cache line, so that vector loads do not
   * cross lines. It belongs to no workspace.
   */
  INDArray zeros(long... shape) {
    long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray padded = Nd4j.create(DataType.FLOAT, length + FLOATS_PER_CACHE_LINE);
      arrays.add(padded);
      long misfit = padded.data().addressPointer().address() / Float.BYTES % FLOATS_PER_CACHE_LINE;
      long start = (FLOATS_PER_CACHE_LINE - misfit) % FLOATS_PER_CACHE_LINE;
      return padded.get(NDArrayIndex.interval(start, start + length)).reshape('c', shape);
    }
  }

  /** The elements of a dense array, to be read and written by Java. */
  static FloatBuffer floats(INDArray array) {
    return new FloatPointer(array.data().addressPointer()).capacity(array.length()).asBuffer();
  }

  /** Whether oneDNN uses AVX-512 on this machine. */
  static boolean hasAvx512() {
    int newest = dnnl_get_effective_cpu_isa();
    return (newest & dnnl_cpu_isa_avx512_mic) == dnnl_cpu_isa_avx512_mic
        || (newest & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
  }

  /** A tensor without an array; one must be bound before each use. */
  Tensor tensor(Layout layout) {
    return tensor(layout.descriptor());
  }

  /** A row-major matrix of constants, rounded to floats. */
  Tensor constant(double[][] matrix) {
    INDArray array = zeros(matrix.length, matrix[0].length);
    array.assign(Nd4j.createFromArray(matrix));
    return tensor(Axis.matrix(matrix.length, matrix[0].length, matrix[0].length), array);
  }

  /** A tensor over {@code array}. */
  Tensor tensor(Layout layout, INDArray array) {
    return tensor(layout.descriptor(), array);
  }

  /** A tensor in a layout chosen by oneDNN, without memory. */
  Tensor tensor(dnnl_memory_desc_t layout) {
    dnnl_memory memory = new dnnl_memory();
    check("dnnl_memory_create", dnnl_memory_create(memory, layout, engine, null));
    natives.add(() -> dnnl_memory_destroy(memory));
    return new Tensor(this, memory, layout);
  }

  /** A tensor in a layout chosen by oneDNN over {@code array}. */
  Tensor tensor(dnnl_memory_desc_t layout, INDArray array) {
    Tensor tensor = tensor(layout);
    tensor.bind(array);
    return tensor;
  }

  /** A zeroed tensor in a layout chosen by oneDNN, read only by oneDNN. */
  Tensor opaque(dnnl_memory_desc_t layout) {
    return opaque(layout, 1);
  }

  /** The same for the first of several parts, with memory for all parts. */
  Tensor opaque(dnnl_memory_desc_t layout, long parts) {
    long bytes = Math.multiplyExact(dnnl_memory_desc_get_size(layout), parts);
    return tensor(layout, zeros((bytes + Float.BYTES - 1) / Float.BYTES));
  }

  /**
   * Returns the tensor if it has the wanted layout; otherwise a copy, and adds the reorder to the
   * steps.
   */
  Tensor arranged(Tensor tensor, Layout wanted, List<Primitive> steps) {
    return arranged(tensor, wanted.descriptor(), () -> tensor(wanted, zeros(wanted)), steps);
  }

  /** The same for a layout chosen by oneDNN. */
  Tensor arranged(Tensor tensor, dnnl_memory_desc_t wanted, List<Primitive> steps) {
    return arranged(tensor, wanted, () -> opaque(wanted), steps);
  }

  private Tensor arranged(
      Tensor tensor, dnnl_memory_desc_t wanted, Supplier<Tensor> other, List<Primitive> steps) {
    if (tensor.hasLayout(wanted)) {
      return tensor;
    }
    Tensor copy = other.get();
    steps.add(reorder(tensor, copy));
    return copy;
  }

  /**
   * Returns the target of a primitive with a layout chosen by oneDNN: the tensor if it has that
   * layout; otherwise another one, and adds the reorder to the tensor to the steps.
   */
  Tensor produced(dnnl_memory_desc_t layout, Tensor tensor, List<Primitive> steps) {
    if (tensor.hasLayout(layout)) {
      return tensor;
    }
    Tensor other = opaque(layout);
    steps.add(reorder(other, tensor));
    return other;
  }

  /**
   * Creates a primitive descriptor. {@code hint} is the forward descriptor of a backward operation,
   * otherwise null.
   */
  dnnl_primitive_desc describe(
      Pointer operation, dnnl_primitive_attr attributes, dnnl_primitive_desc hint) {
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    check(
        "dnnl_primitive_desc_create for " + operation.getClass().getSimpleName(),
        dnnl_primitive_desc_create(
            description, new const_dnnl_op_desc_t(operation), attributes, engine, hint));
    natives.add(() -> dnnl_primitive_desc_destroy(description));
    return description;
  }

  /** Attributes: scratch memory owned by the caller, and ReLU on the result if {@code relu}. */
  dnnl_primitive_attr attributes(boolean relu) {
    dnnl_post_ops operations = postOperations();
    if (relu) {
      check(
          "dnnl_post_ops_append_eltwise",
          dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, 0, 0));
    }
    return attributes(operations);
  }

  /** Attributes: scratch memory owned by the caller, and these operations on the result. */
  private dnnl_primitive_attr attributes(dnnl_post_ops operations) {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check("dnnl_primitive_attr_create", dnnl_primitive_attr_create(attributes));
    natives.add(() -> dnnl_primitive_attr_destroy(attributes));
    check(
        "dnnl_primitive_attr_set_scratchpad_mode",
        dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user));
    check(
        "dnnl_primitive_attr_set_post_ops",
        dnnl_primitive_attr_set_post_ops(attributes, operations));
    return attributes;
  }

  /** An empty list of operations on a result. */
  private dnnl_post_ops postOperations() {
    dnnl_post_ops operations = new dnnl_post_ops();
    check("dnnl_post_ops_create", dnnl_post_ops_create(operations));
    natives.add(() -> dnnl_post_ops_destroy(operations));
    return operations;
  }

  /**
   * The layout that a primitive requires for one of its tensors, e.g. {@code
   * dnnl_query_weights_md}. It is owned by the description and valid as long as it.
   */
  static dnnl_memory_desc_t layout(dnnl_primitive_desc description, int query) {
    return dnnl_primitive_desc_query_md(description, query, 0);
  }

  /** Whether oneDNN has only its unoptimised reference implementation of this operation. */
  static boolean isReference(dnnl_primitive_desc description) {
    try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
      check(
          "dnnl_primitive_desc_query for the implementation",
          dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, name));
      return name.get(BytePointer.class).getString().startsWith("ref");
    }
  }

  /** A primitive with its arguments ({@code DNNL_ARG_*} to tensor); scratch memory is added. */
  Primitive primitive(dnnl_primitive_desc description, Map<Integer, Tensor> arguments) {
    dnnl_primitive primitive = new dnnl_primitive();
    check("dnnl_primitive_create", dnnl_primitive_create(primitive, description));
    natives.add(() -> dnnl_primitive_destroy(primitive));
    Map<Integer, Tensor> all = new TreeMap<>(arguments);
    dnnl_memory_desc_t scratch = layout(description, dnnl_query_scratchpad_md);
    if (dnnl_memory_desc_get_size(scratch) > 0) {
      all.put(DNNL_ARG_SCRATCHPAD, opaque(scratch));
    }
    dnnl_exec_arg_t list = new dnnl_exec_arg_t(all.size());
    list.retainReference(); // protects it from a PointerScope of the caller
    natives.add(list::releaseReference);
    int position = 0;
    for (Map.Entry<Integer, Tensor> argument : all.entrySet()) {
      list.getPointer(position++).arg(argument.getKey()).memory(argument.getValue().memory());
    }
    return new Primitive(this, primitive, list, List.copyOf(all.values()));
  }

  /** Copies {@code from} to {@code to} and converts the layout. */
  Primitive reorder(Tensor from, Tensor to) {
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    check(
        "dnnl_reorder_primitive_desc_create",
        dnnl_reorder_primitive_desc_create(
            description, from.layout(), engine, to.layout(), engine, attributes(false)));
    natives.add(() -> dnnl_primitive_desc_destroy(description));
    return primitive(description, Map.of(DNNL_ARG_FROM, from, DNNL_ARG_TO, to));
  }

  /**
   * {@code gradient = gradient * [y > 0]} in place: the derivative of ReLU, from its output y.
   *
   * <p>It is a comparison with zero and a product in one pass. Both tensors are treated as vectors,
   * because oneDNN's comparison with a scalar is fast only in row-major layouts. This takes 0.09 ns
   * per element with data in the cache (Zen 4); oneDNN's own derivative of ReLU takes 0.23 ns. A
   * gradient that is infinite or NaN becomes NaN where y is 0.
   */
  Primitive reluBackward(Tensor gradient, Tensor y) {
    dnnl_memory_desc_t vector = vector(y.layout()).descriptor();
    Layout number = Layout.rowMajor(1);
    dnnl_binary_desc_t comparison = new dnnl_binary_desc_t();
    check(
        "dnnl_binary_desc_init",
        dnnl_binary_desc_init(comparison, dnnl_binary_gt, vector, number.descriptor(), vector));
    dnnl_post_ops product = postOperations();
    check(
        "dnnl_post_ops_append_binary",
        dnnl_post_ops_append_binary(product, dnnl_binary_mul, vector));
    Tensor gradients = gradient.as(vector);
    return primitive(
        describe(comparison, attributes(product), null),
        Map.of(
            DNNL_ARG_SRC_0,
            y.as(vector),
            DNNL_ARG_SRC_1,
            tensor(number, zeros(number)),
            DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1,
            gradients,
            DNNL_ARG_DST,
            gradients));
  }

  private static Layout vector(dnnl_memory_desc_t dense) {
    return Layout.rowMajor(dnnl_memory_desc_get_size(dense) / Float.BYTES);
  }

  /** The use of a product. */
  enum Product {
    /** {@code result = left * right}. */
    PLAIN,
    /** {@code result = result + left * right}. */
    ADDED,
    /** {@code result = max(left * right, 0)}. */
    RELU
  }

  /**
   * The product of two matrices, or of two equally long batches of matrices.
   *
   * <p>A sum of up to 384 terms (512 in batches) is computed in order, by the same instructions on
   * every processor with AVX-512, independent of its caches.
   *
   * <p>Source: oneDNN {@code matmul}.
   */
  Primitive product(Tensor left, Tensor right, Tensor result, Product kind) {
    dnnl_matmul_desc_t operation = new dnnl_matmul_desc_t();
    check(
        "dnnl_matmul_desc_init",
        dnnl_matmul_desc_init(operation, left.layout(), right.layout(), null, result.layout()));
    return primitive(
        describe(operation, attributes(kind), null),
        Map.of(DNNL_ARG_SRC, left, DNNL_ARG_WEIGHTS, right, DNNL_ARG_DST, result));
  }

  private dnnl_primitive_attr attributes(Product kind) {
    if (kind != Product.ADDED) {
      return attributes(kind == Product.RELU);
    }
    dnnl_post_ops sum = postOperations();
    check("dnnl_post_ops_append_sum", dnnl_post_ops_append_sum(sum, 1));
    return attributes(sum);
  }

  /**
   * {@code total = total + share}, elementwise; both have the same layout. Both are treated as
   * vectors, because oneDNN has only a reference implementation for blocks with padding.
   */
  Primitive addition(Tensor total, Tensor share) {
    dnnl_memory_desc_t vector = vector(total.layout()).descriptor();
    dnnl_binary_desc_t operation = new dnnl_binary_desc_t();
    check(
        "dnnl_binary_desc_init",
        dnnl_binary_desc_init(operation, dnnl_binary_add, vector, vector, vector));
    Tensor sum = total.as(vector);
    return primitive(
        describe(operation, attributes(false), null),
        Map.of(DNNL_ARG_SRC_0, sum, DNNL_ARG_SRC_1, share.as(vector), DNNL_ARG_DST, sum));
  }

  dnnl_stream stream() {
    return stream;
  }

  /**
   * Destroys everything created through this object; its tensors, primitives and arrays must not be
   * used again.
   */
  @Override
  public void close() {
    cleanable.clean();
    arrays.forEach(INDArray::close);
    arrays.clear();
  }

  /**
   * Release actions, run once in reverse order of creation; holds no reference to {@link OneDnn}.
   */
  private static final class Natives implements Runnable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    void add(Runnable release) {
      releases.push(release);
    }

    @Override
    public void run() {
      while (!releases.isEmpty()) {
        releases.pop().run();
      }
    }
  }
}
