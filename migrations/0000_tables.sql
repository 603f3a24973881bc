CREATE TABLE `entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`incident` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`author` text NOT NULL,
	`recorder` text NOT NULL,
	`source` text NOT NULL,
	`data` text,
	`salt` text,
	`digest` text NOT NULL,
	`hash` text NOT NULL,
	`message` text,
	`wording` text,
	`words` text,
	FOREIGN KEY (`incident`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_seq` ON `entries` (`incident`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `entries_wording` ON `entries` (`incident`,`message`,`wording`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`team` text NOT NULL,
	`channel` text,
	`body` text NOT NULL,
	`received_at` integer NOT NULL,
	`transport` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer DEFAULT 0 NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`awaits` text,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_key` ON `inbox` (`key`);--> statement-breakpoint
CREATE INDEX `inbox_state` ON `inbox` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_awaits` ON `inbox` (`awaits`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`team` text NOT NULL,
	`channel` text,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`severity` text,
	`private` integer NOT NULL,
	`test` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`resolved_at` integer,
	`last_seq` integer NOT NULL,
	`last_hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_number` ON `incidents` (`team`,`number`);--> statement-breakpoint
CREATE INDEX `incidents_channel` ON `incidents` (`channel`);--> statement-breakpoint
CREATE TABLE `members` (
	`channel` text NOT NULL,
	`user` text NOT NULL,
	PRIMARY KEY(`channel`, `user`)
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`tz` text,
	`guest` integer NOT NULL,
	`bot` integer NOT NULL,
	`deleted` integer NOT NULL,
	`team` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `surfaces` (
	`incident` text NOT NULL,
	`name` text NOT NULL,
	`channel` text,
	`ts` text,
	`hash` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`incident`, `name`),
	FOREIGN KEY (`incident`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `surfaces_address` ON `surfaces` (`channel`,`ts`);