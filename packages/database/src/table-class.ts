export type AuthenticatorAccess = "insert" | "insert-update";

/** Who may see a row of a table, and who may write it. */
export type TableClass =
  /** Rows of one organisation, read and written by it alone. */
  | {
      readonly kind: "tenant";
      /** `insert` only rows are never changed; `delete` is granted nowhere else. */
      readonly writes: "insert" | "insert-update" | "insert-update-delete";
      /** The authenticator reads it before an organisation is known. */
      readonly authenticator?: AuthenticatorAccess;
      /**
       * Columns that the authenticator alone fills. The application adds no row to such a table and changes only the
       * other columns.
       */
      readonly authenticatorOnly?: readonly string[];
      /** The relay reads it: the sealer of the audit. */
      readonly relayReads?: true;
    }
  /** Rows between a sender and a recipient organisation. */
  | {
      readonly kind: "two-party";
      /** SQL that a row added by the sender must satisfy; any, unless given. */
      readonly senderInserts?: string;
      /** SQL under which the recipient may add a row too; null where only the sender does. */
      readonly recipientInserts: string | null;
      /** Columns each side may change; a trigger refuses the others. Empty: never changed by that side. */
      readonly senderChanges: readonly string[];
      readonly recipientChanges: readonly string[];
      /** SQL that must also hold for the recipient to see the row; `false` hides it. */
      readonly recipientSees: string;
      /** SQL that a row changed by the recipient must satisfy afterwards; what it sees, unless given. */
      readonly recipientLeaves?: string;
      /** Values of the column `state` that no party can move on from. */
      readonly ends?: readonly string[];
      /** The one way out of an end, while a column is still empty. */
      readonly returns?: { readonly from: string; readonly to: string; readonly whileEmpty: string };
      /** Null where the recipient is found by `recipientSees` alone. */
      readonly recipientColumn: string | null;
    }
  /** Read by every signed-in actor, written by its owner. */
  | {
      readonly kind: "public";
      readonly owner: string;
      readonly visible: string;
      readonly writes: "insert-update" | "insert-update-delete";
    }
  /** Code lists, written by migrations. */
  | { readonly kind: "reference" }
  /** Read by the authenticator before an organisation is known. */
  | { readonly kind: "identity"; readonly app: "none" }
  /** The same, and managed by its organisation; `hidden` columns are written but never read back by the application. */
  | { readonly kind: "identity"; readonly app: "organisation"; readonly hidden: readonly string[] }
  /** Work in transit: the application inserts, the relay does the rest. */
  | {
      readonly kind: "queue";
      readonly app: "none" | "insert" | "select";
      readonly authenticator?: "insert";
      /** What the relay may do beside reading; everything, unless given. */
      readonly relay?: "insert" | "insert-update";
    };
