import './empty-state.css';

interface EmptyStateProps {
  readonly icon: React.ReactNode;
  readonly title: string;
  /** Teaches: why it is empty, and what fills it. */
  readonly children: React.ReactNode;
}

export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <span className="empty-state-icon" aria-hidden="true">
        {icon}
      </span>
      <h2>{title}</h2>
      <div className="empty-state-words">{children}</div>
    </div>
  );
}
