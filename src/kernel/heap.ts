/** A priority queue, the smallest first by the comparison given; equal items in no fixed order. O(log n) each verb. */
export { default as Heap } from 'tinyqueue';
