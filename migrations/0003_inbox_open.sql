-- Without a counter, and indexed only while it is not handled: each row is written before it is acknowledged.
CREATE TABLE `__new_inbox` (
	`id` integer PRIMARY KEY NOT NULL,
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
INSERT INTO `__new_inbox`(`id`, `key`, `kind`, `team`, `channel`, `body`, `received_at`, `transport`, `attempts`, `next_at`, `state`, `awaits`, `error`) SELECT `id`, `key`, `kind`, `team`, `channel`, `body`, `received_at`, `transport`, `attempts`, `next_at`, `state`, `awaits`, `error` FROM `inbox`;--> statement-breakpoint
DROP TABLE `inbox`;--> statement-breakpoint
ALTER TABLE `__new_inbox` RENAME TO `inbox`;--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_key` ON `inbox` (`key`);--> statement-breakpoint
CREATE INDEX `inbox_open` ON `inbox` (`state`,`id`) WHERE `state` <> 'handled';--> statement-breakpoint
CREATE INDEX `inbox_awaits` ON `inbox` (`awaits`) WHERE `awaits` IS NOT NULL;