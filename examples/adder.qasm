// The ripple-carry adder of Cuccaro, Draper, Kutin and Moulton on two bits: b := a + b, with the carry on top; here 1 + 3 = 4.
OPENQASM 2.0;
include "qelib1.inc";
gate majority a, b, c { cx c, b; cx c, a; ccx a, b, c; }
gate unmajority a, b, c { ccx a, b, c; cx c, a; cx a, b; }
qreg carry[2];
qreg a[2];
qreg b[2];
creg sum[3];
x a[0];
x b[0];
x b[1];
majority carry[0], b[0], a[0];
majority a[0], b[1], a[1];
cx a[1], carry[1];
unmajority a[0], b[1], a[1];
unmajority carry[0], b[0], a[0];
measure b[0] -> sum[0];
measure b[1] -> sum[1];
measure carry[1] -> sum[2];
