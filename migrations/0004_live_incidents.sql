CREATE INDEX `incidents_status` ON `incidents` (`status`,`team`);--> statement-breakpoint
CREATE INDEX `incidents_resolved` ON `incidents` (`resolved_at`);