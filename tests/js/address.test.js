import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

load("views/static/address.js");

test("the address says longitude, latitude and zoom", () => {
  assert.deepEqual(Address.read("?states=CHN&at=114.2,12.25,6"), { lon: 114.2, lat: 12.25, zoom: 6 });
});

test("an address that says no place, or one that cannot be read, leaves the map alone", () => {
  for (const query of ["", "?at=", "?at=1,2", "?at=1,2,3,4", "?at=a,b,c", "?at=1,2,Infinity", "?states=CHN"]) {
    assert.equal(Address.read(query), undefined, query);
  }
});

test("where the map looks is written behind the question, which stays letter for letter", () => {
  const sight = { lon: 114.123456, lat: -2, zoom: 5.5 };
  assert.equal(
    Address.write("http://localhost:1/trends?states=CHN,PHL", sight),
    "/trends?states=CHN%2CPHL&at=114.1235,-2,5.5",
  );
  assert.equal(Address.write("http://localhost:1/a/b", sight), "/a/b?at=114.1235,-2,5.5");
});

test("an old place is taken out, and the same place is not written again", () => {
  const sight = { lon: 1, lat: 2, zoom: 3 };
  assert.equal(Address.write("http://h/?at=9,9,9&from=2024-01-01", sight), "/?from=2024-01-01&at=1,2,3");
  assert.equal(Address.write("http://h/?at=1,2,3", sight), undefined);
  assert.equal(Address.write("http://h/?at=1%2C2%2C3", sight), undefined);
});

test("what is written is read again", () => {
  const sight = { lon: 115.8, lat: 9.75, zoom: 7 };
  assert.deepEqual(Address.read(`?${Address.write("http://h/?x=1", sight)?.split("?")[1]}`), sight);
});
