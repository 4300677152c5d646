declare module "zipcodes" {
  interface Place {
    readonly zip: string;
    /** Degrees, WGS 84; the middle of the ZIP's area. */
    readonly latitude: number;
    readonly longitude: number;
    readonly city: string;
    readonly state: string;
    readonly country: string;
  }
  const zipcodes: { lookup(zip: string): Place | undefined };
  export default zipcodes;
}
