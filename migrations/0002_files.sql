CREATE TABLE `files` (
	`incident` text NOT NULL,
	`channel` text NOT NULL,
	`ts` text NOT NULL,
	`file` text NOT NULL,
	`mimetype` text,
	`state` text NOT NULL,
	`size` integer,
	`sha256` text,
	`error` text,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	PRIMARY KEY(`channel`, `ts`, `file`),
	FOREIGN KEY (`incident`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `files_state` ON `files` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `files_incident` ON `files` (`incident`);--> statement-breakpoint
CREATE INDEX `files_file` ON `files` (`file`);